package io.meanstream.launch.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Console;
import io.meanstream.source.http.AllowedOrigins;
import io.meanstream.source.http.HttpFetcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downloads from a server that cuts connections, is busy, changes files and sends wrong ones. */
class DownloadsTest {

  private static final byte[] FILE = bytes(100_000);
  private static final String RIDES = "a,b\n1,2\n";

  /** The SHA-256 of {@link #RIDES}, computed by sha256sum. */
  private static final String RIDES_SHA256 =
      "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470";

  @TempDir private Path folder;
  private final List<Headers> requests = new CopyOnWriteArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private HttpServer server;
  private HttpServer storage;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    storage.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    storage.stop(0);
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static String origin(HttpServer server) {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void on(HttpServer where, String path, HttpHandler handler) {
    where.createContext(
        path,
        exchange -> {
          requests.add(exchange.getRequestHeaders());
          handler.handle(exchange);
          exchange.close();
        });
  }

  private void on(String path, HttpHandler handler) {
    on(server, path, handler);
  }

  private static void send(HttpExchange exchange, int status, byte[] body, int sent)
      throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body, 0, sent);
    exchange.getResponseBody().flush();
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    send(exchange, 200, body, body.length);
  }

  private Path fetch(String path) {
    return fetch(RemoteFile.of(origin(server) + path, Map.of()), null);
  }

  private Path fetch(RemoteFile file, String sha256) {
    Console console = Console.of(new ByteArrayOutputStream(), new ByteArrayOutputStream(), 0);
    AllowedOrigins both = AllowedOrigins.alsoOf(List.of(origin(server), origin(storage)));
    return new Downloads(
            new HttpFetcher(both, Duration.ofMinutes(1)), folder, 200_000, console, pauses::add)
        .fetch(file, Optional.ofNullable(sha256));
  }

  /** Sends the requested rest, but cuts the connection after some of it. */
  private void cutAfter(int each, String tag) {
    on(
        "/rides.csv",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
          byte[] rest = Arrays.copyOfRange(FILE, from, FILE.length);
          exchange.getResponseHeaders().set("ETag", tag);
          if (from > 0) {
            exchange
                .getResponseHeaders()
                .set(
                    "Content-Range",
                    "bytes %d-%d/%d".formatted(from, FILE.length - 1, FILE.length));
          }
          send(exchange, from > 0 ? 206 : 200, rest, Math.min(each, rest.length));
        });
  }

  @Test
  void cutDownloadsResume() throws IOException {
    cutAfter(30_000, "\"v1\"");

    Path file = fetch("/rides.csv");

    assertThat(file.getFileName()).hasToString("rides.csv");
    assertThat(file).hasBinaryContent(FILE);
    assertThat(requests)
        .extracting(it -> it.getFirst("Range"))
        .containsExactly(null, "bytes=30000-", "bytes=60000-", "bytes=90000-");
    assertThat(requests.get(1).getFirst("If-Range")).isEqualTo("\"v1\"");
  }

  @Test
  void theNextCommandContinuesAnUnfinishedDownload() {
    List<Integer> answers = new ArrayList<>();
    on(
        "/rides.csv",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          if (range == null) {
            send(exchange, 200, FILE, 40_000);
          } else if (answers.size() < 6) {
            send(exchange, 503, new byte[0], 0);
          } else {
            exchange.getResponseHeaders().set("Content-Range", "bytes 40000-99999/100000");
            byte[] rest = Arrays.copyOfRange(FILE, 40_000, FILE.length);
            send(exchange, 206, rest, rest.length);
          }
          answers.add(exchange.getResponseCode());
        });
    assertThatThrownBy(() -> fetch("/rides.csv"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the server responded with 503; 0.0 MB arrived")
        .hasMessageContaining("repeat the command to continue");

    Path file = fetch("/rides.csv");

    assertThat(file).hasBinaryContent(FILE);
    assertThat(requests.get(requests.size() - 1).getFirst("Range")).isEqualTo("bytes=40000-");
  }

  @Test
  void aFileThatChangedMeanwhileStartsOver() {
    on(
        "/rides.csv",
        exchange -> {
          boolean first = requests.size() == 1;
          exchange.getResponseHeaders().set("ETag", first ? "\"v1\"" : "\"v2\"");
          // if a Range's If-Range names another version, a server sends everything (RFC 9110,
          // 13.1.5)
          send(exchange, 200, first ? bytes(50_000) : FILE, first ? 20_000 : FILE.length);
        });

    assertThat(fetch("/rides.csv")).hasBinaryContent(FILE);
  }

  @Test
  void aServerThatContinuesAtTheWrongByteIsNotTrusted() {
    on(
        "/rides.csv",
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          if (requests.size() == 2) {
            exchange.getResponseHeaders().set("Content-Range", "bytes 10000-99999/100000");
            send(exchange, 206, Arrays.copyOfRange(FILE, 10_000, FILE.length), 90_000);
          } else {
            send(exchange, 200, FILE, requests.size() == 1 ? 20_000 : FILE.length);
          }
        });

    assertThat(fetch("/rides.csv")).hasBinaryContent(FILE);
  }

  @Test
  void withoutAVersionNothingIsResumed() {
    on(
        "/rides.csv",
        exchange -> send(exchange, 200, FILE, requests.size() == 1 ? 20_000 : FILE.length));

    assertThat(fetch("/rides.csv")).hasBinaryContent(FILE);
    assertThat(requests).allSatisfy(it -> assertThat(it).doesNotContainKey("Range"));
  }

  @Test
  void anExistingFileIsNotDownloadedAgain() {
    on(
        "/rides.csv",
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          if ("\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            send(exchange, 304, new byte[0], 0);
          } else {
            send(exchange, RIDES);
          }
        });
    Path first = fetch("/rides.csv");

    Path second = fetch("/rides.csv");

    assertThat(second).isEqualTo(first).hasContent(RIDES.strip());
    assertThat(requests).hasSize(2);
  }

  @Test
  void aBusyServerIsRetriedWhenItSays() {
    on(
        "/rides.csv",
        exchange -> {
          if (requests.size() == 1) {
            exchange.getResponseHeaders().set("Retry-After", "17");
            send(exchange, 429, new byte[0], 0);
          } else if (requests.size() < 4) {
            send(exchange, 503, new byte[0], 0);
          } else {
            send(exchange, RIDES);
          }
        });

    fetch("/rides.csv");

    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void aMissingRemoteFileIsAMistake() {
    assertThatThrownBy(() -> fetch("/gone.csv"))
        .isInstanceOf(Mistake.class)
        .hasMessage(origin(server) + "/gone.csv: the server responded with 404");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aTooLargeFileIsAMistake() {
    on("/rides.csv", exchange -> send(exchange, 200, bytes(200_001), 0));

    assertThatThrownBy(() -> fetch("/rides.csv"))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("200,001 bytes exceed the limit of 200,000");
  }

  @ParameterizedTest
  @CsvSource({
    "Content-MD5, 5evUwCzvvnlVl3xnraJCtw==",
    "x-goog-hash, 'crc32c=AAAAAA==,md5=5evUwCzvvnlVl3xnraJCtw=='",
    "Repr-Digest, 'sha-256=:SS1epJYFbxpqZZIkEDL6t2TDIVljF5MLT6Dh6Lw7dHA=:'"
  })
  void theServersChecksumIsChecked(String header, String value) {
    on(
        "/rides.csv",
        exchange -> {
          exchange.getResponseHeaders().set(header, value);
          send(exchange, RIDES);
        });
    on(
        "/wrong.csv",
        exchange -> {
          exchange.getResponseHeaders().set(header, value);
          send(exchange, RIDES + "3,4\n");
        });

    assertThat(fetch("/rides.csv")).hasContent(RIDES.strip());
    assertThatThrownBy(() -> fetch("/wrong.csv"))
        .isInstanceOf(Failure.class)
        .hasMessageMatching("(?s).*/wrong.csv: its (MD5|SHA-256) is .*; the download was deleted");
    assertThat(folder).isDirectoryNotContaining("regex:.*wrong.csv");
  }

  @Test
  void theUsersChecksumIsChecked() {
    on("/rides.csv", exchange -> send(exchange, RIDES));
    RemoteFile file = RemoteFile.of(origin(server) + "/rides.csv", Map.of());

    assertThat(fetch(file, RIDES_SHA256)).hasContent(RIDES.strip());
    assertThatThrownBy(() -> fetch(file, "0".repeat(64)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("its SHA-256 is " + RIDES_SHA256 + ", but must be 000000");
  }

  @ParameterizedTest
  @CsvSource({
    "/rides.csv?v=2, , , rides.csv",
    "/some%20rides.csv, , , some rides.csv",
    "/export?id=3, , text/csv; charset=utf-8, export.csv",
    "/export, 'attachment; filename=\"rides 2020.csv\"', , rides 2020.csv",
    "/export, attachment; filename=rides.zip, application/zip, rides.zip",
    "/export, 'attachment; filename=\"../../etc/.rides.csv\"', , rides.csv",
    "/, , application/x-ndjson, download.ndjson"
  })
  void theNameTellsHowToReadTheFile(String path, String disposition, String type, String name) {
    on(
        "/",
        exchange -> {
          if (disposition != null) {
            exchange.getResponseHeaders().set("Content-Disposition", disposition);
          }
          if (type != null) {
            exchange.getResponseHeaders().set("Content-Type", type);
          }
          send(exchange, RIDES);
        });

    assertThat(fetch(path).getFileName()).hasToString(name);
  }

  @Test
  void kagglesStorageDoesNotGetTheKey() {
    on(
        "/api/v1/datasets/download/kazanova/sentiment140/",
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("Location", origin(storage) + "/a/tweets.csv.zip?X-Goog=1");
          send(exchange, 302, new byte[0], 0);
        });
    on(storage, "/a/tweets.csv.zip", exchange -> send(exchange, RIDES));
    Map<String, String> environment =
        Map.of(
            "KAGGLE_USERNAME", "me",
            "KAGGLE_KEY", "secret",
            "KAGGLE_API_ENDPOINT", origin(server));

    Path file =
        fetch(RemoteFile.of("kaggle:kazanova/sentiment140/a b/tweets.csv", environment), null);

    assertThat(file.getFileName()).hasToString("tweets.csv.zip");
    assertThat(requests.get(0).getFirst("Authorization"))
        .as("base64 of me:secret")
        .isEqualTo("Basic bWU6c2VjcmV0");
    assertThat(requests.get(1)).doesNotContainKey("Authorization");
  }

  @Test
  void aRefusalByKaggleSaysWhatToCheck() {
    on("/", exchange -> send(exchange, 403, new byte[0], 0));
    Map<String, String> environment =
        Map.of(
            "KAGGLE_USERNAME", "me", "KAGGLE_KEY", "secret", "KAGGLE_API_ENDPOINT", origin(server));

    assertThatThrownBy(() -> fetch(RemoteFile.of("kaggle:a/b", environment), null))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "kaggle:a/b: the server responded with 403: check KAGGLE_USERNAME and KAGGLE_KEY,"
                + " and accept the dataset's terms on its page")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "kaggle:a, write kaggle:owner/dataset",
    "kaggle:a/../b, write kaggle:owner/dataset",
    "kaggle:a/b, KAGGLE_USERNAME is not set",
    "https://a b, is not an address"
  })
  void anInvalidAddressIsAMistake(String text, String message) {
    assertThatThrownBy(() -> RemoteFile.of(text, Map.of()))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRunningDownloadIsNotDisturbed() throws IOException {
    on("/rides.csv", exchange -> send(exchange, RIDES));
    RemoteFile file = RemoteFile.of(origin(server) + "/rides.csv", Map.of());

    try (DownloadFolder other = DownloadFolder.open(folder, file.uri())) {
      assertThat(other.complete()).isEmpty();
      assertThatThrownBy(() -> fetch(file, null))
          .isInstanceOf(Mistake.class)
          .hasMessageContaining("another command is downloading " + file.uri());
    }
    assertThat(Files.exists(fetch(file, null))).isTrue();
  }
}
