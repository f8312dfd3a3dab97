package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.cluster.Child;
import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.Ports;
import io.meanstream.cluster.pipeline.JvmTuning;
import io.meanstream.cluster.pipeline.ServiceProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A service in its own process, which a test may kill, pause and restart. It runs from its jar, or
 * from its executable in the folder that MEANSTREAM_NATIVE names.
 *
 * <p>Created by {@link PackagedServices}. It keeps its port and appends to its log across restarts.
 */
final class PackagedService implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String module;
  private final ServiceProgram program;
  private final String heap;
  private final Map<String, String> environment;
  private final Path log;
  private final int port = Ports.free();
  private Child process;

  PackagedService(
      String module,
      ServiceProgram program,
      String heap,
      Map<String, String> environment,
      Path log) {
    this.module = module;
    this.program = program;
    this.heap = heap;
    this.environment = Map.copyOf(environment);
    this.log = log;
  }

  /** Starts the process without waiting; it must not be running. */
  PackagedService start() {
    assertThat(isAlive()).as(module + " runs").isFalse();
    process = command().start();
    return this;
  }

  /** Runs its program with {@code --health}, as a container does, and returns the exit code. */
  int checkHealth() {
    try (Child check = command().args("--health").start()) {
      assertThat(check.awaitExit(START)).as("the check ends").isTrue();
      return check.exit().orElseThrow();
    }
  }

  private ChildCommand command() {
    ChildCommand command =
        program
            .command(module, heap, JvmTuning.SHORT_RUN)
            .env("QUARKUS_HTTP_HOST", "127.0.0.1")
            .env("QUARKUS_HTTP_PORT", Integer.toString(port))
            .log(log);
    environment.forEach(command::env);
    return command;
  }

  /** Waits until it reports ready; fails if the process ends first. */
  PackagedService awaitReady() {
    await()
        .atMost(START)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK_AGAIN)
        .until(
            () -> {
              assertThat(isAlive()).as(module + " runs, see " + log).isTrue();
              return isReady();
            });
    return this;
  }

  /** Waits until it reports all its parts as up. */
  void awaitUp() {
    await()
        .atMost(START)
        .pollInterval(LOOK_AGAIN)
        .untilAsserted(
            () ->
                assertThat(health().map(health -> health.get("status").asText()))
                    .as(() -> "health of %s: %s".formatted(this, health()))
                    .contains("UP"));
  }

  /** Ends it with SIGKILL, even if paused; returns when it is gone. */
  void kill() {
    process.kill();
  }

  /** Pauses it: it does nothing from now on and keeps its state. */
  void pause() {
    Signal.STOP.to(handle());
  }

  /** Resumes it after {@link #pause}. */
  void resume() {
    Signal.CONT.to(handle());
  }

  private ProcessHandle handle() {
    return ProcessHandle.of(pid()).orElseThrow();
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  Path log() {
    return log;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  boolean isReady() {
    return get("/q/health/ready").filter(answer -> answer.statusCode() == 200).isPresent();
  }

  /** Its health; empty while it does not respond. */
  Optional<JsonNode> health() {
    return get("/q/health").map(answer -> parse(answer.body()));
  }

  /** The document at a path; fails if there is none. */
  JsonNode json(String path) {
    HttpResponse<String> answer =
        get(path, Duration.ofMinutes(1))
            .orElseThrow(() -> new AssertionError(module + " does not answer"));
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return parse(answer.body());
  }

  @Override
  public void close() {
    if (isAlive()) {
      // a paused process would not see SIGTERM
      process.kill();
    }
  }

  private Optional<HttpResponse<String>> get(String path) {
    return get(path, Duration.ofSeconds(10));
  }

  private Optional<HttpResponse<String>> get(String path, Duration patience) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(patience).build();
    try {
      return Optional.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError("no JSON document: " + body, e);
    }
  }

  @Override
  public String toString() {
    return process == null ? module : process.toString();
  }
}
