package io.meanstream.cluster.pipeline;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The services, with their usual ports. */
public enum Service {
  INGESTOR("ingestor", 8082, "128m", Map.of()),
  /**
   * The only member of its consumer group: as a static member it gets its partitions back at once.
   */
  PERSISTER("persister", 8083, "256m", Map.of("KAFKA_GROUP_INSTANCE_ID", "persister")),
  STATS_API("stats-api", 8080, "192m", Map.of()),
  SCHEDULER("scheduler", 8084, "128m", Map.of());

  private final String id;
  private final int port;
  private final String heap;
  private final Map<String, String> environment;

  Service(String id, int port, String heap, Map<String, String> environment) {
    this.id = id;
    this.port = port;
    this.heap = heap;
    this.environment = environment;
  }

  /** The name of the service and of its module. */
  public String id() {
    return id;
  }

  /** The port that it listens on by default. */
  public int port() {
    return port;
  }

  /** Its maximum heap. */
  public String heap() {
    return heap;
  }

  /** The environment variables of this service alone. */
  Map<String, String> environment() {
    return environment;
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
