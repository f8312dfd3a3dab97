package io.meanstream.benchmark;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Compares how the pipeline brings a file into Kafka and into a store with Kafka's
 * ProducerPerformance, with Kafka Connect's file source and MongoDB's sink, and with the time that
 * its two halves take one after the other. Prints one row of a table for each ratio.
 */
public final class FileToStore {

  private static final String LINES = "lines";

  /**
   * One round's rates in rows per second.
   *
   * @param read by the ingestor, from the file to Kafka, while nothing reads the topic
   * @param produced by ProducerPerformance, with the same records
   * @param persisted by the persister, from its first document
   * @param stored by both at the same time, from the request to the last document
   * @param connect by Kafka Connect, from its first document
   */
  private record Rates(
      double read, double produced, double persisted, double stored, double connect) {

    /** The rate of reading everything first and storing it then. */
    double halves() {
      return 1 / (1 / read + 1 / persisted);
    }
  }

  private final Path folder;
  private final Path file;
  private final int rides;
  private final String classPath;
  private final List<Rates> rounds = new ArrayList<>();

  private FileToStore(Path folder, Path file, int rides, String classPath) {
    this.folder = folder;
    this.file = file;
    this.rides = rides;
    this.classPath = classPath;
  }

  /**
   * Runs the benchmark; start it in the root of the repository.
   *
   * @param args the class path of Kafka Connect, its file source and sink, and Kafka's tools; the
   *     number of rides and of rounds
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rides = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Path folder = Files.createTempDirectory("file-to-store");
    Path file = folder.resolve("rides.csv");
    Rides.generate(rides, file);
    FileToStore benchmark = new FileToStore(folder, file, rides, args[0]);
    for (int round = 1; round <= rounds; round++) {
      benchmark.run(round);
    }
    benchmark.print();
    System.err.println("Kafka's data and the logs are in " + folder);
  }

  private void run(int round) throws IOException, InterruptedException {
    double read;
    double produced;
    double persisted;
    double connect;
    try (Pipeline pipeline = Pipeline.startWithoutPersister(folder.resolve("halves" + round));
        MongoClient client = MongoClients.create(pipeline.url("store"))) {
      Peers peers = new Peers(pipeline.url("kafka-1"), pipeline.url("store"), folder);
      pipeline.ingest(file);
      read = rides / pipeline.secondsOfReading();
      Path lines = peers.recordsOf(rides, folder.resolve("rides.ndjson"));
      StoredRides rows = new StoredRides(client, "persister" + round);
      persisted = rows.measure(peers.persister("persister" + round), rides).rate();
      rows.drop();
      produced = peers.producerPerformance(classPath, lines, rides);
      StoredRides documents = new StoredRides(client, "connect" + round);
      connect =
          documents
              .measure(peers.connectFile(classPath, lines, LINES, "connect" + round), rides)
              .rate();
    }
    double stored;
    try (Pipeline pipeline = Pipeline.startSingle(folder.resolve("whole" + round))) {
      stored = rides / secondsUntilStored(pipeline);
    }
    Rates rates = new Rates(read, produced, persisted, stored, connect);
    System.err.printf(Locale.ROOT, "round %d, rows/s: %s%n", round, rates);
    rounds.add(rates);
  }

  private double secondsUntilStored(Pipeline pipeline) throws IOException, InterruptedException {
    pipeline.run("ingest", file.toString(), "--detach");
    pipeline.await("stored", rides);
    return pipeline.secondsSinceFirstRequest();
  }

  private void print() {
    Ratio.printHead();
    Ratio.print(
        "file to Kafka, rows/s",
        values(Rates::read),
        "ProducerPerformance",
        values(Rates::produced));
    Ratio.print(
        "file to store, rows/s", values(Rates::stored), "Kafka Connect", values(Rates::connect));
    Ratio.print(
        "file to store, rows/s",
        values(Rates::stored),
        "its halves, one after the other",
        values(Rates::halves));
  }

  private double[] values(ToDoubleFunction<Rates> value) {
    return rounds.stream().mapToDouble(value).toArray();
  }
}
