package io.meanstream.launch.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.cluster.Child;
import io.meanstream.cluster.ChildCommand;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.run.Folders;
import io.meanstream.launch.run.Home;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Runs the ingestor's reading as a child process that starts no service. */
public final class Validation {

  private static final String MAIN = "io.meanstream.ingest.validate.Validate";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int REJECTED = 1;
  private static final int MISTAKE = 2;

  private final Home home;

  public Validation(Home home) {
    this.home = home;
  }

  /**
   * Reads everything to its end.
   *
   * @throws Mistake if a path, the dataset or the file as a whole is wrong
   * @throws Failure if it could not be done
   */
  public ValidationReport run(List<String> arguments, Stage stage) {
    Path folder = home.state().resolve("validate-" + ProcessHandle.current().pid());
    Path output = folder.resolve("report.json");
    try (Child child = start(arguments, folder, output)) {
      while (!child.awaitExit(LOOK_AGAIN)) {
        stage.update(String.format(Locale.ROOT, "%.0f s", stage.seconds()));
      }
      int exit = child.exit().orElseThrow();
      String said = String.join(" ", child.lastLines(1));
      if (exit == MISTAKE) {
        throw new Mistake(said);
      }
      if (exit != 0 && exit != REJECTED) {
        throw new Failure("reading ended with code %d: %s".formatted(exit, said));
      }
      return new ValidationReport(document(output));
    } finally {
      Folders.remove(folder);
    }
  }

  private Child start(List<String> arguments, Path folder, Path output) {
    Path service = home.serviceJar("ingestor").getParent();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the report", e);
    }
    return ChildCommand.ofMain("validate", MAIN)
        .classPath(List.of(service.resolve("app/*"), service.resolve("lib/main/*")))
        .heap("256m")
        .jvmOptions("-XX:+UseSerialGC", "-XX:-UsePerfData")
        .args(arguments.toArray(String[]::new))
        .log(folder.resolve("validate.log"))
        .output(output)
        .start();
  }

  private static JsonNode document(Path output) {
    try {
      return Json.parse(Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be read", e);
    }
  }
}
