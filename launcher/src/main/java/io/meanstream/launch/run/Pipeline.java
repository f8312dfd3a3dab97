package io.meanstream.launch.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The parts of one installation, wired to each other.
 *
 * @param parts those that are to be started here, in the order in which they wait for each other
 * @param store one plain sentence: what the store is, and what becomes of its data
 */
public record Pipeline(
    List<Part> parts, Addresses addresses, Wiring wiring, String store) {

  /**
   * One broker, the store and the services.
   *
   * @param folder takes what they write
   * @param without services that the user runs
   */
  public static Pipeline of(
      Home home, Addresses addresses, Wiring wiring, Path folder, Set<Service> without) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        new KafkaPart(addresses.kafka(), addresses.controller(), folder.resolve("kafka")));
    parts.add(new StorePart(addresses.store(), folder.resolve("store")));
    for (Service service : Service.values()) {
      if (!without.contains(service)) {
        parts.add(
            new ServicePart(
                service,
                addresses.of(service),
                home.serviceJar(service.id()),
                wiring,
                folder.resolve("logs")));
      }
    }
    return new Pipeline(parts, addresses, wiring, IN_MEMORY);
  }

  private static final String IN_MEMORY =
      "in memory: its data ends with it, and is read again from Kafka when it comes back";

  public URI ingestor() {
    return addresses.uri(Service.INGESTOR);
  }

  public URI statsApi() {
    return addresses.uri(Service.STATS_API);
  }
}
