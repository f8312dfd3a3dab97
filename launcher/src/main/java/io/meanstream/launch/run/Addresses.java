package io.meanstream.launch.run;

import io.meanstream.cluster.KafkaNode;
import io.meanstream.cluster.KafkaQuorum;
import io.meanstream.cluster.Ports;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/**
 * The ports of one installation, all on the loopback interface.
 *
 * @param kafka all nodes of the cluster; clients never see their controllers' ports
 */
public record Addresses(KafkaQuorum kafka, int store, Map<Service, Integer> services) {

  private static final int KAFKA_1 = 9092;
  private static final int KAFKA_2 = 9094;
  private static final int STORE = 27017;

  public Addresses {
    services = Map.copyOf(services);
  }

  /** The usual ones, whether they are free or not. */
  public static Addresses usual(Shape shape) {
    return of(shape, port -> port, Ports::free);
  }

  /** The usual ones, and others where those are taken; nobody else chooses them from now on. */
  public static Addresses free(Shape shape) {
    return of(shape, PortClaims::freeOr, PortClaims::free);
  }

  private static Addresses of(Shape shape, IntUnaryOperator usual, IntSupplier any) {
    Map<Service, Integer> services = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      services.put(service, usual.applyAsInt(service.port()));
    }
    return new Addresses(kafka(shape, usual, any), usual.applyAsInt(STORE), services);
  }

  private static KafkaQuorum kafka(Shape shape, IntUnaryOperator usual, IntSupplier any) {
    KafkaNode first = KafkaNode.broker(1, usual.applyAsInt(KAFKA_1), any.getAsInt());
    return switch (shape) {
      case SINGLE -> KafkaQuorum.of(first);
      case FULL ->
          KafkaQuorum.of(
              first,
              KafkaNode.broker(2, usual.applyAsInt(KAFKA_2), any.getAsInt()),
              KafkaNode.controller(3, any.getAsInt()));
    };
  }

  public int of(Service service) {
    return services.get(service);
  }

  public URI uri(Service service) {
    return URI.create("http://127.0.0.1:" + of(service));
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  public String storeUri() {
    return "mongodb://127.0.0.1:" + store;
  }

  /** The ports that others may ask for, by the names of the parts; a map of the caller's own. */
  public Map<String, Integer> byName() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    kafka.nodes().stream()
        .filter(KafkaNode::isBroker)
        .forEach(broker -> ports.put(broker.name(), broker.port()));
    ports.put("store", store);
    for (Service service : Service.values()) {
      ports.put(service.id(), of(service));
    }
    return ports;
  }
}
