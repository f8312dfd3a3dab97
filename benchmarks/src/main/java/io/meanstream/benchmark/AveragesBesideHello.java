package io.meanstream.benchmark;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Compares stats-api with a service that only says hello: a year of daily averages and 304s, each
 * with a response of equal length, headers included. Both services have the same heap, and one
 * client that sends one request after the other.
 */
public final class AveragesBesideHello {

  private static final String HEAP = "192m";
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
    try (Pipeline pipeline = Pipeline.startStore(home);
        MongoClient client = MongoClients.create(pipeline.url("store"))) {
      StoredAverages.overall(client.getDatabase("meanstream"));
      try (ServiceProcess stats =
              ServiceProcess.statsApi(HEAP, pipeline.url("store"), home.resolve("stats-api.log"));
          ServiceProcess hello =
              ServiceProcess.start("benchmarks/hello", HEAP, Map.of(), home.resolve("hello.log"))) {
        compare(stats, hello, rounds);
      }
    }
  }

  private static void compare(ServiceProcess stats, ServiceProcess hello, int rounds)
      throws IOException, InterruptedException {
    HttpConnection.Response first = stats.awaitFirst(HttpConnection.request(PATH, Map.of()));
    byte[] conditional =
        HttpConnection.request(PATH, Map.of("If-None-Match", first.header("etag")));
    int emptyHello = hello.awaitFirst(hello(0)).size();
    List<Contestant> contestants =
        List.of(
            new Contestant("304s", stats.url(), conditional, 304),
            new Contestant("hello", hello.url(), hello(size(stats, conditional) - emptyHello), 200),
            new Contestant(
                "a year of days", stats.url(), HttpConnection.request(PATH, Map.of()), 200),
            new Contestant("hello", hello.url(), hello(first.size() - emptyHello), 200));
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

  private static byte[] hello(int bytes) {
    return HttpConnection.request("/hello/" + bytes, Map.of());
  }

  private static int size(ServiceProcess service, byte[] request) throws IOException {
    try (HttpConnection connection = new HttpConnection(service.url())) {
      return connection.send(request).size();
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
