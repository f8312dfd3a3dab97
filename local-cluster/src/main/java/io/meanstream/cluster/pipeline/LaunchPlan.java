package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.KafkaNode;
import io.meanstream.cluster.MongodSet;
import io.meanstream.cluster.StoreSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which processes to start, on which ports, and with which data.
 *
 * @param database in the store
 * @param folder for everything that the processes write
 * @param datasets the folder of definitions
 * @param tokenFile has the secret of this installation
 * @param without services that the user runs
 * @param spark whether Spark's cluster is started
 * @param postgres the port of the PostgreSQL server that is started as well, if one is
 * @param tuning of the services
 */
public record LaunchPlan(
    Addresses addresses,
    StoreSource source,
    String database,
    Path folder,
    Path datasets,
    Path tokenFile,
    Set<Service> without,
    boolean spark,
    OptionalInt postgres,
    JvmTuning tuning) {

  /** A plan without a PostgreSQL server. */
  public LaunchPlan(
      Addresses addresses,
      StoreSource source,
      String database,
      Path folder,
      Path datasets,
      Path tokenFile,
      Set<Service> without,
      boolean spark,
      JvmTuning tuning) {
    this(
        addresses,
        source,
        database,
        folder,
        datasets,
        tokenFile,
        without,
        spark,
        OptionalInt.empty(),
        tuning);
  }

  /** The store as a replica set, if it supports one and there are ports for several members. */
  Optional<MongodSet> storeSet() {
    return Optional.of(addresses.stores())
        .filter(ports -> ports.size() > 1)
        .flatMap(ports -> source.set(storeFolder(), ports));
  }

  /** The folder of the store's data. */
  Path storeFolder() {
    return folder.resolve("store");
  }

  /** The folder of PostgreSQL's data and password. */
  Path postgresFolder() {
    return folder.resolve("postgres");
  }

  /** The folder of Kafka's data. */
  public Path kafkaFolder() {
    return folder.resolve("kafka");
  }

  /** The fixed ports by the names of the processes that use them. */
  public Map<String, Integer> ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    addresses.kafka().nodes().stream()
        .filter(KafkaNode::isBroker)
        .forEach(broker -> ports.put(broker.name(), broker.port()));
    ports.putAll(storePorts());
    if (spark) {
      ports.put("spark-master", addresses.sparkMaster());
      ports.put("spark-master (page)", addresses.sparkPage());
    }
    postgres.ifPresent(port -> ports.put(PostgresProcess.NAME, port));
    Arrays.stream(Service.values())
        .filter(service -> !without.contains(service))
        .forEach(service -> ports.put(service.id(), addresses.of(service)));
    return ports;
  }

  private Map<String, Integer> storePorts() {
    if (source instanceof StoreSource.Given) {
      return Map.of();
    }
    return storeSet()
        .map(MongodSet::portsByName)
        .orElseGet(() -> Map.of("store", addresses.store()));
  }
}
