package io.meanstream.launch.command;

import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.api.SchedulerApi;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.batch.BatchOutcome;
import io.meanstream.launch.batch.BatchRequest;
import io.meanstream.launch.batch.BatchRun;
import io.meanstream.launch.batch.RunOnRequest;
import io.meanstream.launch.run.Folders;
import io.meanstream.launch.run.Home;
import io.meanstream.launch.run.JvmTuning;
import io.meanstream.launch.run.Service;
import io.meanstream.launch.run.Token;
import io.meanstream.launch.run.Wiring;
import io.meanstream.launch.show.Stage;
import io.meanstream.launch.up.UpFolder;
import io.meanstream.launch.up.UpState;
import java.nio.file.Path;

/** Has the batch run on what is up: by the scheduler where one answers, else in its own process. */
final class Aggregation {

  private final Home home;
  private final UpFolder folder;
  private final UpState state;
  private final Wiring wiring;

  private Aggregation(Home home, UpFolder folder, UpState state, Wiring wiring) {
    this.home = home;
    this.folder = folder;
    this.state = state;
    this.wiring = wiring;
  }

  /**
   * On what is up.
   *
   * @throws Mistake if nothing is, or it is still starting
   */
  static Aggregation of(Home home) {
    UpFolder folder = new UpFolder(home);
    UpState state = folder.required();
    return new Aggregation(
        home,
        folder,
        state,
        state
            .wiring()
            .orElseThrow(() -> new Mistake("it is still starting, see './meanstream status'")));
  }

  /** The folder of the definitions that are in use. */
  Path datasets() {
    return wiring.datasets();
  }

  /** Whether no row of a dataset is stored; where nobody can tell, there may be some. */
  boolean isWithoutRows(String dataset) {
    try {
      return !new StatsApi(state.urls().get(Service.STATS_API)).hasRows(dataset);
    } catch (ApiException e) {
      // stats-api is left out or away: the run itself will find out
      return false;
    }
  }

  /** Runs it and waits for the end. */
  BatchOutcome run(BatchRequest request, Stage stage) {
    SchedulerApi scheduler =
        new SchedulerApi(state.urls().get(Service.SCHEDULER), Token.in(folder.token()));
    return request.verify() || !scheduler.answers()
        ? byOurselves(request, stage)
        : RunOnRequest.submit(scheduler, state.whileUp(), request).await(stage);
  }

  private BatchOutcome byOurselves(BatchRequest request, Stage stage) {
    Path own = folder.data().resolve("batch-" + ProcessHandle.current().pid());
    try (BatchRun batch =
        BatchRun.start(home, JvmTuning.LONG_RUN, wiring, request, own, folder.log("spark-batch"))) {
      return request.verify() ? batch.awaitVerification(stage) : batch.await(stage);
    } finally {
      Folders.remove(own);
    }
  }
}
