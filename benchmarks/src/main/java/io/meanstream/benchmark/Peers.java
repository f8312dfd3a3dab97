package io.meanstream.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts the programs that bring the rides of a topic, or of memory, into a store. */
final class Peers {

  private static final String TOPIC = "bike-rides";
  private static final String JAVA = ProcessHandle.current().info().command().orElse("java");

  private final String brokers;
  private final String store;
  private final Path folder;

  Peers(String brokers, String store, Path folder) {
    this.brokers = brokers;
    this.store = store;
    this.folder = folder;
  }

  /** The persister as {@code up} starts it. */
  Process persister(String database) throws IOException {
    Path jar = Path.of("persister", "target", "quarkus-app", "quarkus-run.jar");
    ProcessBuilder builder =
        new ProcessBuilder(
            JAVA,
            "-Xmx256m",
            "-XX:-UsePerfData",
            "-XX:+UseSerialGC",
            "-jar",
            jar.toAbsolutePath().toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", brokers,
                "QUARKUS_MONGODB_CONNECTION_STRING", store,
                "QUARKUS_MONGODB_DATABASE", database,
                "QUARKUS_HTTP_PORT", "0",
                "MEANSTREAM_PERSISTER_GROUP", database,
                "MEANSTREAM_DATASETS", Path.of("datasets").toAbsolutePath().toString()));
    return start(builder, database);
  }

  /**
   * Kafka Connect with MongoDB's sink, and with the heap that its own script gives it. The sink
   * inserts documents with ids of its own, which is what it does fastest.
   *
   * @param classPath has Kafka Connect and the sink
   */
  Process connect(String classPath, String database) throws IOException {
    Path worker = folder.resolve(database + "-worker.properties");
    Files.write(
        worker,
        List.of(
            "bootstrap.servers=" + brokers,
            "key.converter=org.apache.kafka.connect.storage.StringConverter",
            "value.converter=org.apache.kafka.connect.json.JsonConverter",
            "value.converter.schemas.enable=false",
            "listeners=http://127.0.0.1:0",
            "offset.storage.file.filename=" + folder.resolve(database + ".offsets")));
    Path sink = folder.resolve(database + "-sink.properties");
    Files.write(
        sink,
        List.of(
            "name=" + database,
            "connector.class=com.mongodb.kafka.connect.MongoSinkConnector",
            "tasks.max=2",
            "topics=" + TOPIC,
            "connection.uri=" + store,
            "database=" + database,
            "collection=" + StoredRides.COLLECTION,
            "bulk.write.ordered=false",
            "consumer.override.max.poll.records=5000",
            "consumer.override.isolation.level=read_committed"));
    return start(
        new ProcessBuilder(
            JAVA,
            "-Xms256m",
            "-Xmx2g",
            "-cp",
            classPath,
            "org.apache.kafka.connect.cli.ConnectStandalone",
            worker.toString(),
            sink.toString()),
        database);
  }

  /** The driver's insertMany of the rides that another database has. */
  Process insertMany(String from, String database, int batch) throws IOException {
    return start(
        new ProcessBuilder(
            JAVA,
            "-Xmx2g",
            "-cp",
            System.getProperty("java.class.path"),
            InsertMany.class.getName(),
            store,
            from,
            database,
            Integer.toString(batch)),
        database);
  }

  private Process start(ProcessBuilder builder, String name) throws IOException {
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }
}
