package io.meanstream.benchmark;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Compares the export of all averages as NDJSON, by a stats-api with a heap of 128 MB, with a
 * cursor of the driver that reads the same documents from the same store in the same order. In
 * every other round a second client has begun to read the export, and stops.
 */
public final class ExportBesideCursor {

  private static final String HEAP = "128m";
  private static final String PATH =
      "/api/v1/datasets/rides/averages?period=day&group=start_station_name&format=ndjson";
  private static final Bson FILTER =
      Filters.and(
          Filters.eq("dataset", "rides"),
          Filters.eq("period", "day"),
          Filters.eq("by", "start_station_name"));
  private static final Bson SHOWN =
      Projections.include(
          "label",
          "start",
          "end",
          "by",
          "group",
          "count",
          "excluded",
          "measures",
          "late",
          "computedAt");

  private final MongoCollection<Document> averages;
  private final ServiceProcess stats;
  private final int documents;

  private ExportBesideCursor(
      MongoCollection<Document> averages, ServiceProcess stats, int documents) {
    this.averages = averages;
    this.stats = stats;
    this.documents = documents;
  }

  /**
   * Runs the benchmark; start it in the root of the repository.
   *
   * @param args about how many averages, and the number of rounds
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int averages = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Path home = Files.createTempDirectory("export");
    try (Pipeline pipeline = Pipeline.startStore(home);
        MongoClient client = MongoClients.create(pipeline.url("store"))) {
      MongoDatabase store = client.getDatabase("meanstream");
      StoredAverages.overall(store);
      int stored = StoredAverages.byStation(store, averages / StoredAverages.DAYS + 1);
      try (ServiceProcess stats =
          ServiceProcess.statsApi(HEAP, pipeline.url("store"), home.resolve("stats-api.log"))) {
        new ExportBesideCursor(store.getCollection(StoredAverages.COLLECTION), stats, stored)
            .compare(rounds);
      }
    }
  }

  private void compare(int rounds) throws IOException, InterruptedException {
    stats.awaitFirst(HttpConnection.request(PATH.replace("format=ndjson", "limit=1"), Map.of()));
    cursor();
    export();
    double[] cursors = new double[rounds];
    double[] exports = new double[rounds];
    double[] disturbed = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      cursors[round] = cursor();
      exports[round] = export();
      try (Socket stalled = stalled()) {
        disturbed[round] = export();
        requireOpen(stalled);
      }
    }
    Ratio.printHead();
    Ratio.print("NDJSON export, averages/s", exports, "cursor of the driver", cursors);
    Ratio.print(
        "NDJSON export beside a client that has stopped reading, averages/s",
        disturbed,
        "without it",
        exports);
    System.err.printf("stats-api, resident, peak: %,d MB%n", stats.usage().peak() >> 20);
  }

  /** Documents a second. */
  private double cursor() {
    long start = System.nanoTime();
    int read = 0;
    try (MongoCursor<Document> cursor =
        averages.find(FILTER).projection(SHOWN).sort(Sorts.ascending("start", "_id")).iterator()) {
      while (cursor.hasNext()) {
        cursor.next();
        read++;
      }
    }
    return rate(read, start);
  }

  /** Lines a second. */
  private double export() throws IOException {
    long start = System.nanoTime();
    int lines = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream body = URI.create(stats.url() + PATH).toURL().openStream()) {
      for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
        for (int i = 0; i < length; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    return rate(lines, start);
  }

  private double rate(int read, long start) {
    if (read != documents) {
      throw new IllegalStateException("%,d of %,d averages".formatted(read, documents));
    }
    return read * 1e9 / (System.nanoTime() - start);
  }

  /** A client that stops reading when its response begins, after the store has sorted it. */
  private Socket stalled() throws IOException {
    Socket client = new Socket();
    client.setReceiveBufferSize(1 << 13);
    client.connect(new InetSocketAddress(stats.url().getHost(), stats.url().getPort()));
    client.getOutputStream().write(HttpConnection.request(PATH, Map.of()));
    String head = new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    if (!head.equals("HTTP/1.1 200")) {
      throw new IllegalStateException("the stalled client got " + head);
    }
    return client;
  }

  private static void requireOpen(Socket stalled) throws IOException {
    if (stalled.getInputStream().read() < 0) {
      throw new IllegalStateException("the stalled client's response was cut");
    }
  }
}
