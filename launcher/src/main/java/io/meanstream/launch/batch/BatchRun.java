package io.meanstream.launch.batch;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.pipeline.Endpoints;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.JvmTuning;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Stage;
import java.nio.file.Path;

/** A run of spark-batch as a child process. */
public final class BatchRun implements AutoCloseable {

  private static final int DIFFERENT = 1;

  private final JsonProgram program;

  private BatchRun(JsonProgram program) {
    this.program = program;
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
    return new BatchRun(
        JsonProgram.start(
            SparkJvm.of(home, tuning, folder)
                .log(log)
                .args(request.arguments(endpoints).toArray(String[]::new)),
            folder));
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
