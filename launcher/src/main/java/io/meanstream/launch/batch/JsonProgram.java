package io.meanstream.launch.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.cluster.Child;
import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.pipeline.Folders;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A child process that prints a JSON document as the last line of its standard output. Exit code 2
 * means a user's mistake, described on standard error.
 */
public final class JsonProgram implements AutoCloseable {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int MISTAKE = 2;
  private static final int SHOWN_LINES = 20;

  private final Child child;
  private final Path output;

  private JsonProgram(Child child, Path output) {
    this.child = child;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param folder for its output
   */
  public static JsonProgram start(ChildCommand command, Path folder) {
    Path output = folder.resolve("answer.json");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a folder for its output", e);
    }
    return new JsonProgram(command.output(output).start(), output);
  }

  /**
   * Runs a program to completion and returns its document.
   *
   * @param folder its own folder, kept with the log only if it fails
   * @throws Mistake if it exits with 2
   * @throws Failure if it fails
   */
  public static JsonNode run(ChildCommand command, Path folder, Stage stage) {
    try (JsonProgram program = start(command.log(folder.resolve("errors.log")), folder)) {
      JsonNode answer = program.await(stage);
      Folders.remove(folder);
      return answer;
    } catch (Mistake e) {
      Folders.remove(folder);
      throw e;
    }
  }

  /** The process. */
  public Child child() {
    return child;
  }

  /**
   * Waits until the process has ended and returns its document, like {@link #run}.
   *
   * @param alsoGood exit codes besides 0 that may come with a document; without one it has failed
   */
  public JsonNode await(Stage stage, int... alsoGood) {
    while (!child.awaitExit(LOOK_AGAIN)) {
      stage.update(String.format(Locale.ROOT, "%.0f s", stage.seconds()));
    }
    int exit = child.exit().orElseThrow();
    List<String> said = child.lastLines(SHOWN_LINES);
    if (exit == MISTAKE) {
      throw new Mistake(String.join(System.lineSeparator(), said));
    }
    boolean good = exit == 0 || IntStream.of(alsoGood).anyMatch(code -> code == exit);
    List<String> printed = good ? printed() : List.of();
    if (printed.isEmpty()) {
      throw new Failure(
          "%s ended with code %d, see %s:%n  %s"
              .formatted(child.name(), exit, child.log(), String.join("\n  ", said)));
    }
    return parse(printed.get(printed.size() - 1));
  }

  /** Kills it, if it is still running. */
  @Override
  public void close() {
    child.kill();
  }

  private List<String> printed() {
    try {
      return Files.readAllLines(output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the output of %s".formatted(child.name()), e);
    }
  }

  private JsonNode parse(String line) {
    try {
      return Json.parse(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("%s printed no JSON: %s".formatted(child.name(), line), e);
    }
  }
}
