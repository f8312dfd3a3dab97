package io.meanstream.stats;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** Makes Vert.x check for blocked threads often enough to detect each one. */
@ApplicationScoped
class BlockedThreadChecks implements VertxOptionsCustomizer {

  @Override
  public void accept(VertxOptions options) {
    options
        .setBlockedThreadCheckInterval(100)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS);
  }
}
