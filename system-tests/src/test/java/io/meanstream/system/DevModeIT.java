package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.cluster.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The developer's loop: save a file, send a request, see the change. Runs on a copy of the sources.
 */
@ExtendWith(Cluster.class)
class DevModeIT {

  private static final Duration START = Duration.ofMinutes(10);
  private static final Duration RELOAD = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path checkout;

  private Path log;
  private int port;
  private Process dev;

  @BeforeEach
  void startInDevMode() throws IOException, InterruptedException {
    copySources();
    Path definitions = Files.createDirectory(checkout.resolve("untitled"));
    Files.writeString(
        definitions.resolve("tides.yaml"),
        "name: tides\ntime: at\nsource: {zone: UTC}\nfields: {at: {type: timestamp}}\n");
    log = checkout.resolve("dev.txt");
    port = Ports.free();
    ProcessBuilder builder =
        new ProcessBuilder(
                "./mvnw",
                "--batch-mode",
                "--no-transfer-progress",
                "-pl",
                "stats-api",
                "-am",
                "quarkus:dev",
                "-Ddebug=false",
                "-Dquarkus.console.enabled=false",
                "-Dquarkus.analytics.disabled=true",
                "-Dquarkus.http.port=" + port)
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()));
    builder.environment().put("MEANSTREAM_DATASETS", definitions.toString());
    builder.environment().put("QUARKUS_MONGODB_CONNECTION_STRING", Cluster.storeUri());
    dev = builder.start();
    await().atMost(START).pollInterval(Duration.ofSeconds(1)).until(this::isUp);
  }

  @AfterEach
  void stop() throws InterruptedException {
    dev.descendants().forEach(ProcessHandle::destroyForcibly);
    dev.destroyForcibly();
    assertThat(dev.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @Tag("thorough")
  void editsToServiceAndCatalogShowInTheNextResponses() throws IOException {
    assertThat(get("/api/v1/datasets")).contains("\"title\":\"tides\"");
    assertThat(status("/api/v1/moved-balance")).isEqualTo(404);

    edit(
        "stats-api/src/main/java/io/meanstream/stats/ingestions/IngestionResource.java",
        "@Path(\"balance\")",
        "@Path(\"moved-balance\")");
    edit(
        "catalog/src/main/java/io/meanstream/catalog/definition/DefinitionReader.java",
        "textOr(root.at(\"title\"), name.get())",
        "textOr(root.at(\"title\"), \"Untitled \" + name.get())");

    await()
        .atMost(RELOAD)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(status("/api/v1/moved-balance")).isEqualTo(200);
              assertThat(get("/api/v1/datasets")).contains("\"title\":\"Untitled tides\"");
            });
  }

  private boolean isUp() throws IOException {
    assertThat(dev.isAlive()).as(Files.readString(log)).isTrue();
    return get("/q/health/live").contains("UP");
  }

  /** The response status; 0 if nothing answers. */
  private int status(String path) {
    return answer(path).map(HttpResponse::statusCode).orElse(0);
  }

  /** The response body; empty if nothing answers. */
  private String get(String path) {
    return answer(path).map(HttpResponse::body).orElse("");
  }

  private Optional<HttpResponse<String>> answer(String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return Optional.of(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void edit(String file, String before, String after) throws IOException {
    Path path = checkout.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(before);
    Files.writeString(path, text.replace(before, after));
  }

  private void copySources() throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard")
            .directory(Meanstream.ROOT.toFile())
            .redirectError(Redirect.INHERIT)
            .start();
    String files = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).isZero();
    files.lines().filter(file -> Files.exists(Meanstream.ROOT.resolve(file))).forEach(this::copy);
  }

  private void copy(String file) {
    Path target = checkout.resolve(file);
    try {
      Files.createDirectories(target.getParent());
      Files.copy(Meanstream.ROOT.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
