package io.meanstream.launch.batch;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.pipeline.Endpoints;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.JvmTuning;
import io.meanstream.cluster.pipeline.SparkJvm;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run of spark-batch as a child process. */
public final class BatchRun implements AutoCloseable {

  private static final int DIFFERENT = 1;

  private final JsonProgram program;
  private final Path folder;

  private BatchRun(JsonProgram program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * Starts it.
   *
   * @param folder for its output and Spark's spill files
   * @param log its log output is appended here
   */
  public static BatchRun start(
      Home home,
      JvmTuning tuning,
      Endpoints endpoints,
      BatchRequest request,
      Path folder,
      Path log) {
    return start(home, tuning, folder, log, request.arguments(endpoints));
  }

  /**
   * Starts the process and Spark in it while the rows are not there yet; the run begins with {@link
   * #begin}. The parameters are those of {@link #start}.
   */
  public static BatchRun prepare(
      Home home,
      JvmTuning tuning,
      Endpoints endpoints,
      BatchRequest request,
      Path folder,
      Path log) {
    List<String> arguments = new ArrayList<>(request.arguments(endpoints));
    arguments.addAll(List.of("--after", signal(folder).toString()));
    return start(home, tuning, folder, log, arguments);
  }

  private static BatchRun start(
      Home home, JvmTuning tuning, Path folder, Path log, List<String> arguments) {
    ChildCommand command =
        SparkJvm.of(home, tuning, folder).jvmOptions(SparkJvm.archive(home).use()).log(log);
    SparkJvm.pass(arguments, folder, command);
    return new BatchRun(JsonProgram.start(command, folder), folder);
  }

  private static Path signal(Path folder) {
    return folder.resolve("begin");
  }

  /** Begins a prepared run. */
  public void begin() {
    try {
      Files.createFile(signal(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot begin the run of spark-batch", e);
    }
  }

  /** The process. */
  public Child child() {
    return program.child();
  }

  /**
   * Waits until the run has ended and returns its result.
   *
   * @throws Mistake if the request or a definition is wrong
   * @throws Failure if it failed
   */
  public BatchResult await(Stage stage) {
    return new BatchResult(program.await(stage));
  }

  /**
   * Waits until the verification has ended and returns its result.
   *
   * @throws Mistake if the request or a definition is wrong
   * @throws Failure if it failed
   */
  public VerifyResult awaitVerification(Stage stage) {
    return new VerifyResult(program.await(stage, DIFFERENT));
  }

  /** Kills it, if it is still running. */
  @Override
  public void close() {
    program.close();
  }
}
