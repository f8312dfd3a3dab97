package io.meanstream.benchmark;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * Compares stats-api with a service that only says hello: a year of daily averages with a body of
 * equal length, and 304s with five bytes. Both services have the same heap, and one client that
 * sends one request after the other.
 */
public final class AveragesBesideHello {

  private static final ZoneId ZONE = ZoneId.of("America/Chicago");
  private static final LocalDate YEAR = LocalDate.of(2020, 1, 1);
  private static final int DAYS = 366;
  private static final String PATH = "/api/v1/datasets/rides/averages?period=day";
  private static final long WARM_UP_SECONDS = 8;
  private static final long SECONDS = 4;

  private AveragesBesideHello() {}

  private record Contestant(String name, URI server, byte[] request, int status) {}

  /**
   * Runs the benchmark; start it in the root of the repository.
   *
   * @param args the number of rounds; default: 5
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path home = Files.createTempDirectory("averages");
    int port = freePort();
    Process hello =
        new ProcessBuilder(
                "java",
                "-Xmx192m",
                "-Dquarkus.http.port=" + port,
                "-jar",
                "benchmarks/hello/target/quarkus-app/quarkus-run.jar")
            .redirectOutput(home.resolve("hello.log").toFile())
            .redirectErrorStream(true)
            .start();
    try (Pipeline pipeline = Pipeline.startWithoutPersister(home)) {
      storeAverages(pipeline.url("store"));
      compare(
          URI.create(pipeline.url("stats-api")), URI.create("http://127.0.0.1:" + port), rounds);
    } finally {
      hello.destroy();
      hello.waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void storeAverages(String uri) {
    try (MongoClient client = MongoClients.create(uri)) {
      MongoDatabase store = client.getDatabase("meanstream");
      List<Document> averages = new ArrayList<>();
      for (int day = 0; day < DAYS; day++) {
        averages.add(average(YEAR.plusDays(day)));
      }
      store.getCollection("averages").insertMany(averages);
      store
          .getCollection("datasets")
          .insertOne(
              new Document("_id", "rides")
                  .append("run", 1)
                  .append("oldest", instant(YEAR))
                  .append("reached", instant(YEAR.plusDays(DAYS))));
    }
  }

  private static Document average(LocalDate day) {
    double seed = day.getDayOfYear() * 1.2345678;
    Document moments =
        new Document("count", 9000L)
            .append("sum", 8.5e6 + seed)
            .append("mean", 944.4 + seed)
            .append("min", 60 + seed)
            .append("max", 86_000 + seed)
            .append("m2", 3e9 + seed);
    return new Document("_id", "rides|day|" + day + "|")
        .append("dataset", "rides")
        .append("period", "day")
        .append("label", day.toString())
        .append("by", "")
        .append("group", new Document())
        .append("start", instant(day))
        .append("end", instant(day.plusDays(1)))
        .append("count", 9100L)
        .append("excluded", new Document("too_short", 70L).append("too_long", 9L))
        .append("measures", new Document("duration", moments).append("distance", moments))
        .append("run", 1L)
        .append("computedAt", instant(YEAR.plusDays(DAYS)));
  }

  private static Date instant(LocalDate day) {
    return Date.from(day.atStartOfDay(ZONE).toInstant());
  }

  private static void compare(URI stats, URI hello, int rounds)
      throws IOException, InterruptedException {
    HttpConnection.Response first = awaitFirst(stats, HttpConnection.request(PATH, Map.of()), 200);
    awaitFirst(hello, HttpConnection.request("/hello", Map.of()), 200);
    Map<String, String> held = Map.of("If-None-Match", first.headers().get("etag"));
    List<Contestant> contestants =
        List.of(
            new Contestant("304s", stats, HttpConnection.request(PATH, held), 304),
            new Contestant("hello", hello, HttpConnection.request("/hello", Map.of()), 200),
            new Contestant("a year of days", stats, HttpConnection.request(PATH, Map.of()), 200),
            new Contestant(
                "hello of " + first.length() + " bytes",
                hello,
                HttpConnection.request("/hello/" + first.length(), Map.of()),
                200));
    for (Contestant each : contestants) {
      rate(each, WARM_UP_SECONDS);
    }
    double[][] rates = new double[contestants.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contestants.size(); i++) {
        rates[i][round] = rate(contestants.get(i), SECONDS);
      }
    }
    Ratio.printHead();
    for (int i = 0; i < rates.length; i += 2) {
      Ratio.print(
          contestants.get(i).name() + ", requests/s",
          rates[i],
          contestants.get(i + 1).name(),
          rates[i + 1]);
    }
  }

  private static HttpConnection.Response awaitFirst(URI server, byte[] request, int status)
      throws InterruptedException {
    while (true) {
      try (HttpConnection connection = new HttpConnection(server)) {
        HttpConnection.Response response = connection.send(request);
        if (response.status() == status) {
          return response;
        }
        throw new IllegalStateException(server + " responded with " + response.status());
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /** Requests a second. */
  private static double rate(Contestant contestant, long seconds) throws IOException {
    try (HttpConnection connection = new HttpConnection(contestant.server())) {
      long start = System.nanoTime();
      long end = start + TimeUnit.SECONDS.toNanos(seconds);
      long requests = 0;
      while (System.nanoTime() < end) {
        if (connection.send(contestant.request()).status() != contestant.status()) {
          throw new IllegalStateException("another status for " + contestant.name());
        }
        requests++;
      }
      return requests * 1e9 / (System.nanoTime() - start);
    }
  }
}
