package io.meanstream.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Starts the programs that bring the rides of a topic, or of memory, into a store. */
final class Peers {

  private static final String TOPIC = "bike-rides";
  private static final Pattern RECORDS_PER_SECOND =
      Pattern.compile("records sent, ([0-9.]+) records/sec");
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
    ProcessBuilder builder = new ProcessBuilder(ServiceProcess.command("persister", "256m"));
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
    return connect(classPath, database, List.of(sink(database, TOPIC)));
  }

  /** The same with the file source in front, which reads lines of JSON into another topic. */
  Process connectFile(String classPath, Path lines, String topic, String database)
      throws IOException {
    Path source =
        Files.write(
            folder.resolve(database + "-source.properties"),
            List.of(
                "name=" + database + "-source",
                "connector.class=org.apache.kafka.connect.file.FileStreamSourceConnector",
                "file=" + lines,
                "topic=" + topic,
                "topic.creation.default.partitions=3",
                "topic.creation.default.replication.factor=1",
                "value.converter=org.apache.kafka.connect.storage.StringConverter"));
    return connect(classPath, database, List.of(source, sink(database, topic)));
  }

  private Process connect(String classPath, String database, List<Path> connectors)
      throws IOException {
    Path worker =
        Files.write(
            folder.resolve(database + "-worker.properties"),
            List.of(
                "bootstrap.servers=" + brokers,
                "key.converter=org.apache.kafka.connect.storage.StringConverter",
                "value.converter=org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable=false",
                "listeners=http://127.0.0.1:0",
                "offset.storage.file.filename=" + folder.resolve(database + ".offsets")));
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA,
                "-Xms256m",
                "-Xmx2g",
                "-cp",
                classPath,
                "org.apache.kafka.connect.cli.ConnectStandalone",
                worker.toString()));
    connectors.forEach(connector -> command.add(connector.toString()));
    return start(new ProcessBuilder(command), database);
  }

  private Path sink(String database, String topic) throws IOException {
    return Files.write(
        folder.resolve(database + "-sink.properties"),
        List.of(
            "name=" + database,
            "connector.class=com.mongodb.kafka.connect.MongoSinkConnector",
            "tasks.max=2",
            "topics=" + topic,
            "connection.uri=" + store,
            "database=" + database,
            "collection=" + StoredRides.COLLECTION,
            "bulk.write.ordered=false",
            "consumer.override.max.poll.records=5000",
            "consumer.override.isolation.level=read_committed"));
  }

  /**
   * Sends as many records to the topic of the rides with Kafka's ProducerPerformance, with the
   * ingestor's producer settings, in transactions of a second.
   *
   * @param lines the records
   * @return its records per second
   */
  double producerPerformance(String classPath, Path lines, int records)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                JAVA,
                // it reads the whole file first
                "-Xmx4g",
                "-cp",
                classPath,
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                TOPIC,
                "--num-records",
                Integer.toString(records),
                "--throughput",
                "-1",
                "--payload-file",
                lines.toString(),
                "--transaction-duration-ms",
                "1000",
                "--producer-props",
                "bootstrap.servers=" + brokers,
                "acks=all",
                "linger.ms=20",
                "batch.size=262144",
                "compression.type=lz4")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes());
    Matcher rate = RECORDS_PER_SECOND.matcher(printed);
    double last = 0;
    while (rate.find()) {
      last = Double.parseDouble(rate.group(1));
    }
    if (process.waitFor() != 0 || last == 0) {
      throw new IllegalStateException("ProducerPerformance: " + printed);
    }
    return last;
  }

  /** Writes the values of the first records in the topic of the rides to a file, one a line. */
  Path recordsOf(int records, Path lines) throws IOException {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(lines))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(partition -> new TopicPartition(TOPIC, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      int written = 0;
      while (written < records) {
        for (ConsumerRecord<byte[], byte[]> row : consumer.poll(Duration.ofSeconds(1))) {
          out.write(row.value());
          out.write('\n');
          written++;
        }
      }
    }
    return lines;
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
