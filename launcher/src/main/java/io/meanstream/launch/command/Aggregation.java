package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Endpoints;
import io.meanstream.cluster.pipeline.Folders;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.JvmTuning;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.api.SchedulerApi;
import io.meanstream.launch.batch.BatchOutcome;
import io.meanstream.launch.batch.BatchRequest;
import io.meanstream.launch.batch.BatchRun;
import io.meanstream.launch.batch.SchedulerRun;
import io.meanstream.launch.show.Stage;
import java.nio.file.Path;

/**
 * Runs the batch on the running stack: through the scheduler if it answers, else in a child
 * process.
 */
final class Aggregation {

  private final Home home;
  private final RunningStack stack;
  private final Endpoints endpoints;

  private Aggregation(Home home, RunningStack stack, Endpoints endpoints) {
    this.home = home;
    this.stack = stack;
    this.endpoints = endpoints;
  }

  /**
   * For the running stack.
   *
   * @throws Mistake if nothing is, or it is still starting
   */
  static Aggregation of(Home home) {
    RunningStack stack = RunningStack.of(home);
    return new Aggregation(
        home,
        stack,
        stack
            .state()
            .endpoints()
            .orElseThrow(
                () -> new Mistake("Meanstream is still starting, see './meanstream status'")));
  }

  /** The folder of the definitions in use. */
  Path datasets() {
    return endpoints.datasets();
  }

  /** Whether a dataset has no stored rows; false if stats-api does not answer. */
  boolean isWithoutRows(String dataset) {
    try {
      return !stack.stats().hasRows(dataset);
    } catch (ApiException e) {
      // stats-api is excluded or down: the run will find out
      return false;
    }
  }

  /** Runs it and waits for the end. */
  BatchOutcome run(BatchRequest request, Stage stage) {
    SchedulerApi scheduler = stack.scheduler();
    return request.verify() || !scheduler.answers()
        ? byOurselves(request, stage)
        : SchedulerRun.submit(scheduler, stack.state().whileUp(), request).await(stage);
  }

  private BatchOutcome byOurselves(BatchRequest request, Stage stage) {
    UpFolder folder = stack.folder();
    Path own = folder.data().resolve("batch-" + ProcessHandle.current().pid());
    try (BatchRun batch =
        BatchRun.start(
            home, JvmTuning.LONG_RUN, endpoints, request, own, folder.log("spark-batch"))) {
      return request.verify() ? batch.awaitVerification(stage) : batch.await(stage);
    } finally {
      Folders.remove(own);
    }
  }
}
