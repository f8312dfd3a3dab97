package io.meanstream.ingest;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** Checks for blocked threads often enough to see each one; by default, only once in two limits. */
@ApplicationScoped
class BlockedThreadChecks implements VertxOptionsCustomizer {

  @Override
  public void accept(VertxOptions options) {
    options
        .setBlockedThreadCheckInterval(100)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS);
  }
}
