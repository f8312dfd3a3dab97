package io.meanstream.ingest.feed;

import io.meanstream.cluster.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Allows feeds to use a port on this machine, and schedules the feed of one dataset. */
public final class ApiPort implements QuarkusTestResourceLifecycleManager {

  static final String SCHEDULED = "ticking";

  @Override
  public Map<String, String> start() {
    return Map.of(
        "meanstream.ingestor.feed-origins",
        "http://127.0.0.1:" + Ports.free(),
        "meanstream.ingestor.feeds",
        SCHEDULED);
  }

  @Override
  public void stop() {}
}
