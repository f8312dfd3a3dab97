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
import java.util.Optional;

/**
 * Runs the batch through the scheduler if it responds, otherwise in a child process next to the
 * services that {@code up} started. For services named by the environment, only the scheduler is
 * used.
 */
final class Aggregation {

  private final Home home;
  private final ServiceClients services;
  private final Optional<Endpoints> endpoints;

  private Aggregation(Home home, ServiceClients services, Optional<Endpoints> endpoints) {
    this.home = home;
    this.services = services;
    this.endpoints = endpoints;
  }

  /**
   * For the services that the environment names, otherwise for the running stack.
   *
   * @throws Mistake if there is neither, or the stack is still starting
   */
  static Aggregation of(Home home) {
    return ServiceClients.named(System.getenv())
        .map(services -> new Aggregation(home, services, Optional.empty()))
        .orElseGet(() -> ofRunningStack(home));
  }

  private static Aggregation ofRunningStack(Home home) {
    RunningStack stack = RunningStack.of(home);
    Endpoints endpoints =
        stack
            .state()
            .endpoints()
            .orElseThrow(
                () -> new Mistake("Meanstream is still starting, see './meanstream status'"));
    return new Aggregation(home, stack.clients(), Optional.of(endpoints));
  }

  /** The folder of the definitions in use. */
  Path datasets() {
    return endpoints.map(Endpoints::datasets).orElse(home.datasets());
  }

  /** Whether a dataset has no stored rows; false if stats-api does not answer. */
  boolean isWithoutRows(String dataset) {
    try {
      return !services.stats().hasRows(dataset);
    } catch (ApiException e) {
      // stats-api is excluded or down: the run will find out
      return false;
    }
  }

  /**
   * Runs it and waits for the end.
   *
   * @throws Mistake if it needs the store, but the environment names only the services
   */
  BatchOutcome run(BatchRequest request, Stage stage) {
    SchedulerApi scheduler = services.scheduler();
    if (!request.verify() && (endpoints.isEmpty() || scheduler.answers())) {
      return SchedulerRun.submit(scheduler, services.pause(), request).await(stage);
    }
    return byOurselves(
        request,
        stage,
        endpoints.orElseThrow(
            () -> new Mistake("--verify reads the store: it works only with './meanstream up'")));
  }

  private BatchOutcome byOurselves(BatchRequest request, Stage stage, Endpoints endpoints) {
    UpFolder folder = new UpFolder(home);
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
