package io.meanstream.launch.batch;

import io.meanstream.cluster.Child;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.run.Home;
import io.meanstream.launch.run.JvmTuning;
import io.meanstream.launch.run.Program;
import io.meanstream.launch.run.Wiring;
import io.meanstream.launch.show.Stage;
import java.nio.file.Path;
<<<<<<< HEAD
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
=======
>>>>>>> ace82d7 (Have Spark look at a definition's expressions on request)

/** A run of spark-batch as a child process. */
public final class BatchRun implements AutoCloseable {

  private final Program program;

  private BatchRun(Program program) {
    this.program = program;
  }

  /**
   * Starts it.
   *
   * @param folder takes its output and what Spark spills
   * @param log what it says is appended to
   */
  public static BatchRun start(
      Home home, JvmTuning tuning, Wiring wiring, BatchRequest request, Path folder, Path log) {
    return new BatchRun(
        Program.start(
            SparkJvm.of(home, tuning, folder)
                .log(log)
                .args(request.arguments(wiring).toArray(String[]::new)),
            folder));
  }

  /** The process. */
  public Child child() {
    return program.child();
  }

  /**
   * Waits for the end of it and returns what it printed.
   *
   * @throws Mistake if the request or a definition is wrong
   * @throws Failure if it failed
   */
  public BatchResult await(Stage stage) {
<<<<<<< HEAD
    int exit = exit(stage);
    if (exit != 0) {
      throw new Failure(failure(exit));
    }
    return new BatchResult(answer().orElseThrow());
  }

  /**
   * Waits for the end of a verification and returns what it printed.
   *
   * @throws Mistake if the request or a definition is wrong
   * @throws Failure if it failed
   */
  public VerifyResult awaitVerification(Stage stage) {
    int exit = exit(stage);
    // 1 means failed as well as different, but only what has not failed prints something
    return new VerifyResult(answer().orElseThrow(() -> new Failure(failure(exit))));
  }

  private int exit(Stage stage) {
    while (!child.awaitExit(LOOK_AGAIN)) {
      stage.update(String.format(Locale.ROOT, "%.0f s", stage.seconds()));
    }
    int exit = child.exit().orElseThrow();
    if (exit == MISTAKE) {
      throw new Mistake(lastLine());
    }
    return exit;
=======
    return new BatchResult(program.await(stage));
>>>>>>> ace82d7 (Have Spark look at a definition's expressions on request)
  }

  /** Kills it, if it is still running. */
  @Override
  public void close() {
<<<<<<< HEAD
    child.kill();
  }

  private static Path make(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the batch", e);
    }
  }

  private Optional<JsonNode> answer() {
    try {
      List<String> lines = Files.readAllLines(output);
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(Json.parse(lines.get(lines.size() - 1)));
    } catch (IOException e) {
      throw new UncheckedIOException("the batch's answer cannot be read", e);
    }
  }

  private String lastLine() {
    List<String> lines = child.lastLines(1);
    return lines.isEmpty() ? "spark-batch refused the request" : lines.get(0);
  }

  private String failure(int exit) {
    return "spark-batch ended with code %d, see %s:%n  %s"
        .formatted(exit, child.log(), String.join("\n  ", child.lastLines(15)));
=======
    program.close();
>>>>>>> ace82d7 (Have Spark look at a definition's expressions on request)
  }
}
