package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.KafkaNode;
import io.meanstream.cluster.KafkaQuorum;
import io.meanstream.cluster.Ports;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The ports of one installation, all on the loopback interface.
 *
 * @param kafka all nodes of the cluster; clients never use their controllers' ports
 * @param stores one for each process of the store, which may have fewer processes
 * @param sparkMaster where Spark's applications and workers find its master
 * @param sparkPage the port of Spark's web page
 */
public record Addresses(
    KafkaQuorum kafka,
    List<Integer> stores,
    int sparkMaster,
    int sparkPage,
    Map<Service, Integer> services) {

  private static final int KAFKA_1 = 9092;
  private static final int KAFKA_2 = 9094;
  private static final int STORE = 27017;
  private static final int STORE_MEMBERS = 3;
  private static final int SPARK_MASTER = 7077;
  private static final int SPARK_PAGE = 8180;

  public Addresses {
    stores = List.copyOf(stores);
    services = Map.copyOf(services);
  }

  /** The usual ports, free or not. */
  public static Addresses usual(Topology topology) {
    return of(topology, port -> port, Ports::free);
  }

  /** The usual ports, with free ones instead of those in use. All are claimed for this process. */
  public static Addresses free(Topology topology) {
    return of(topology, Ports::freeOr, Ports::free);
  }

  private static Addresses of(Topology topology, IntUnaryOperator usual, IntSupplier any) {
    Map<Service, Integer> services = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      services.put(service, usual.applyAsInt(service.port()));
    }
    return new Addresses(
        kafka(topology, usual, any),
        stores(topology, usual),
        usual.applyAsInt(SPARK_MASTER),
        usual.applyAsInt(SPARK_PAGE),
        services);
  }

  private static KafkaQuorum kafka(Topology topology, IntUnaryOperator usual, IntSupplier any) {
    KafkaNode first = KafkaNode.broker(1, usual.applyAsInt(KAFKA_1), any.getAsInt());
    return switch (topology) {
      case SINGLE -> KafkaQuorum.of(first);
      case FULL ->
          KafkaQuorum.of(
              first,
              KafkaNode.broker(2, usual.applyAsInt(KAFKA_2), any.getAsInt()),
              KafkaNode.controller(3, any.getAsInt()));
    };
  }

  private static List<Integer> stores(Topology topology, IntUnaryOperator usual) {
    int members = topology == Topology.SINGLE ? 1 : STORE_MEMBERS;
    return IntStream.range(STORE, STORE + members).map(usual).boxed().toList();
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

  /** The port of a single-process store. */
  public int store() {
    return stores.get(0);
  }

  public String storeUri() {
    return "mongodb://127.0.0.1:" + store();
  }

  /** The master's URI for Spark's applications and workers. */
  public String sparkUri() {
    return "spark://127.0.0.1:" + sparkMaster;
  }
}
