package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged command, run as users run it, with its own home folder. */
final class Meanstream {

  /** Short-lived processes with few rows spend most of their time in the second compiler. */
  private static final String FAST_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  /** The checkout under test. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROGRESS = "(expressions|ingest|validate) .*";
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final Path home;
  private final Optional<String> storeUri;
  private final Map<String, String> environment;

  /** Uses the server named for the tests, if any, with a database of its own. */
  Meanstream(Path home) {
    this(home, NamedStore.newDatabase());
  }

  /** Uses a server that is already running, if given; its address names the database. */
  Meanstream(Path home, Optional<String> storeUri) {
    this(home, storeUri, Map.of());
  }

  /** With environment variables for everything that it starts. */
  Meanstream(Path home, Optional<String> storeUri, Map<String, String> environment) {
    this.home = home;
    this.storeUri = storeUri;
    this.environment = environment;
  }

  /** The address, with a database, of a store that was already running. */
  Optional<String> storeUri() {
    return storeUri;
  }

  /** A command's output and exit code. */
  record Outcome(int exit, String out, String err) {
    JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException("standard output is not a JSON document: " + out, e);
      }
    }

    /** The lines on standard error, without the progress of commands that take long. */
    List<String> messages() {
      return err.lines().filter(line -> !line.matches(PROGRESS)).toList();
    }
  }

  Path home() {
    return home;
  }

  /** Runs a command to completion. */
  Outcome run(String... arguments) {
    try {
      Path out = Files.createTempFile(home, "out", ".txt");
      Path err = Files.createTempFile(home, "err", ".txt");
      Process process = start(Redirect.to(out.toFile()), Redirect.to(err.toFile()), arguments);
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroy();
        throw new AssertionError(
            "%s did not end in %s: %s"
                .formatted(String.join(" ", arguments), LIMIT, Files.readString(err)));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Runs a command that must succeed, and returns the document it prints. */
  JsonNode json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--format");
    all.add("json");
    Outcome outcome = run(all.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome.json();
  }

  /** Submits one file, which is then queued; returns the ingestion's id. */
  String submit(Path file, String dataset) {
    return json("ingest", file.toString(), "--dataset", dataset, "--detach")
        .get("ingestions")
        .get(0)
        .get("id")
        .asText();
  }

  /** The process that currently runs a part, as recorded by the supervisor. */
  Optional<ProcessHandle> process(String part) {
    try {
      for (JsonNode each : JSON.readTree(home.resolve("up.json").toFile()).get("parts")) {
        if (each.get("name").asText().equals(part)) {
          return ProcessHandle.of(each.get("pid").asLong()).filter(ProcessHandle::isAlive);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a command without waiting. */
  Process start(Redirect out, Redirect err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("meanstream").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
    builder.environment().put("MEANSTREAM_HOME", home.toString());
    builder.environment().remove("MEANSTREAM_MONGODB_URI");
    builder.environment().remove("MEANSTREAM_MONGOD");
    // a failed run is otherwise retried after 30 s
    builder.environment().put("MEANSTREAM_SCHEDULER_BACKOFF", "1s");
    if (arguments[0].equals("up")) {
      builder.environment().put("JAVA_TOOL_OPTIONS", FAST_START);
    }
    builder.environment().putAll(environment);
    storeUri.ifPresent(uri -> builder.environment().put("MEANSTREAM_MONGODB_URI", uri));
    Process process = builder.start();
    NamedStore.dropDatabaseOfDemo(process.pid());
    process.getOutputStream().close();
    return process;
  }
}
