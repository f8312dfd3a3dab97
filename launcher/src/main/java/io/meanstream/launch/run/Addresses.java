package io.meanstream.launch.run;

import io.meanstream.cluster.Ports;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of one installation, all on the loopback interface. */
public record Addresses(int kafka, int controller, int store, Map<Service, Integer> services) {

  private static final int KAFKA = 9092;
  private static final int STORE = 27017;

  public Addresses {
    services = Map.copyOf(services);
  }

  /** The usual ones, whether they are free or not; clients never see the controller's. */
  public static Addresses usual() {
    Map<Service, Integer> services = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      services.put(service, service.port());
    }
    return new Addresses(KAFKA, Ports.free(), STORE, services);
  }

  /** The usual ones, and others where those are taken; nobody else chooses them from now on. */
  public static Addresses free() {
    Map<Service, Integer> services = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      services.put(service, PortClaims.freeOr(service.port()));
    }
    return new Addresses(
        PortClaims.freeOr(KAFKA), PortClaims.free(), PortClaims.freeOr(STORE), services);
  }

  public int of(Service service) {
    return services.get(service);
  }

  public URI uri(Service service) {
    return URI.create("http://127.0.0.1:" + of(service));
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + kafka;
  }

  public String storeUri() {
    return "mongodb://127.0.0.1:" + store;
  }

  /** The ports by the names of the parts; a map of the caller's own. */
  public Map<String, Integer> byName() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("kafka-1", kafka);
    ports.put("store", store);
    for (Service service : Service.values()) {
      ports.put(service.id(), of(service));
    }
    return ports;
  }
}
