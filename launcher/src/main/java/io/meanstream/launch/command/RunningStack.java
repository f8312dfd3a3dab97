package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.cluster.pipeline.TokenFile;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.cluster.supervisor.UpState;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.IngestorApi;
import io.meanstream.launch.api.SchedulerApi;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;

/** The processes that {@code up} started, and the APIs of the services. */
record RunningStack(UpFolder folder, UpState state) {

  /**
   * The running stack of this home.
   *
   * @throws Mistake if nothing is up
   */
  static RunningStack of(Home home) {
    UpFolder folder = new UpFolder(home);
    return folder
        .current()
        .map(state -> new RunningStack(folder, state))
        .orElseThrow(
            () ->
                new Mistake(
                    "nothing is up: start it with './meanstream up', or try './meanstream demo'"));
  }

  IngestorApi ingestor() {
    return new IngestorApi(state.urls().get(Service.INGESTOR), token());
  }

  StatsApi stats() {
    return new StatsApi(state.urls().get(Service.STATS_API));
  }

  SchedulerApi scheduler() {
    return new SchedulerApi(state.urls().get(Service.SCHEDULER), token());
  }

  Ingest ingest(Console console) {
    return new Ingest(ingestor(), stats(), console, state.whileUp());
  }

  private String token() {
    return TokenFile.in(folder.token());
  }
}
