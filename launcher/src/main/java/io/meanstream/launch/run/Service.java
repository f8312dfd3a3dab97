package io.meanstream.launch.run;

import java.util.Arrays;
import java.util.Optional;

/** The services that are started from jars, with their usual ports. */
public enum Service {
  INGESTOR("ingestor", 8082, "128m"),
  PERSISTER("persister", 8083, "256m"),
  STATS_API("stats-api", 8080, "192m"),
  SCHEDULER("scheduler", 8084, "128m");

  private final String id;
  private final int port;
  private final String heap;

  Service(String id, int port, String heap) {
    this.id = id;
    this.port = port;
    this.heap = heap;
  }

  /** Its module's and its own name. */
  public String id() {
    return id;
  }

  /** The port that it listens on by default. */
  public int port() {
    return port;
  }

  /** Its largest heap. */
  public String heap() {
    return heap;
  }

  /** The service of this name. */
  public static Optional<Service> of(String id) {
    return Arrays.stream(values()).filter(service -> service.id.equals(id)).findFirst();
  }

  @Override
  public String toString() {
    return id;
  }
}
