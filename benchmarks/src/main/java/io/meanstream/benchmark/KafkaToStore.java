package io.meanstream.benchmark;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Compares how the persister, Kafka Connect with MongoDB's sink, and the driver's insertMany bring
 * the same rides into an empty database of the same store, in alternating rounds. Prints one row of
 * a table for each ratio.
 */
public final class KafkaToStore {

  private static final int BATCH = 5_000;
  private static final String PERSISTER = "persister";
  private static final String CONNECT = "connect";
  private static final String INSERT = "insert";

  private final MongoClient client;
  private final Peers peers;
  private final String connectClassPath;
  private final int rides;
  private final Map<String, List<StoringCost>> costs = new LinkedHashMap<>();

  private KafkaToStore(MongoClient client, Peers peers, String connectClassPath, int rides) {
    this.client = client;
    this.peers = peers;
    this.connectClassPath = connectClassPath;
    this.rides = rides;
    for (String peer : List.of(PERSISTER, CONNECT, INSERT)) {
      costs.put(peer, new ArrayList<>());
    }
  }

  /**
   * Runs the benchmark; start it in the root of the repository.
   *
   * @param args the class path of Kafka Connect and its sink, the number of rides and of rounds
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rides = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Path folder = Files.createTempDirectory("kafka-to-store");
    Path file = folder.resolve("rides.csv");
    Rides.generate(rides, file);
    try (Pipeline pipeline = Pipeline.startWithoutPersister(folder.resolve("home"));
        MongoClient client = MongoClients.create(pipeline.url("store"))) {
      pipeline.ingest(file);
      Peers peers = new Peers(pipeline.url("kafka-1"), pipeline.url("store"), folder);
      KafkaToStore benchmark = new KafkaToStore(client, peers, args[0], rides);
      for (int round = 1; round <= rounds; round++) {
        benchmark.run(round);
      }
      benchmark.print();
    } finally {
      Files.delete(file);
      System.err.println("Kafka's data and the logs are in " + folder);
    }
  }

  private void run(int round) throws IOException, InterruptedException {
    String stored = PERSISTER + round;
    StoredRides rows = new StoredRides(client, stored);
    add(PERSISTER, rows.measure(peers.persister(stored), rides));
    String copied = INSERT + round;
    StoredRides copies = new StoredRides(client, copied);
    add(INSERT, copies.measure(peers.insertMany(stored, copied, BATCH), rides));
    rows.drop();
    copies.drop();
    String sunk = CONNECT + round;
    StoredRides documents = new StoredRides(client, sunk);
    add(CONNECT, documents.measure(peers.connect(connectClassPath, sunk), rides));
    documents.drop();
  }

  private void add(String peer, StoringCost cost) {
    costs.get(peer).add(cost);
    System.err.printf(
        Locale.ROOT,
        "%s: %,.0f documents/s, %.1f us of CPU time each, %.0f MB%n",
        peer,
        cost.rate(),
        cost.processor(),
        cost.peak() / 1e6);
  }

  private void print() {
    Ratio.printHead();
    print(CONNECT, "documents/s", StoringCost::rate);
    print(CONNECT, "CPU time per document, us", StoringCost::processor);
    print(CONNECT, "resident memory, MB", cost -> cost.peak() / 1e6);
    print(INSERT, "documents/s", StoringCost::rate);
  }

  private void print(String peer, String what, ToDoubleFunction<StoringCost> value) {
    Ratio.print("Kafka to store, " + what, values(PERSISTER, value), peer, values(peer, value));
  }

  private double[] values(String peer, ToDoubleFunction<StoringCost> value) {
    return costs.get(peer).stream().mapToDouble(value).toArray();
  }
}
