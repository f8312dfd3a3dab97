package io.meanstream.launch.command;

import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.IngestorApi;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.run.Home;
import io.meanstream.launch.run.Service;
import io.meanstream.launch.run.Token;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.up.UpFolder;
import io.meanstream.launch.up.UpState;

/** The services that are up, for who holds the token. */
record Running(UpState state, String token) {

  /**
   * Those of this home.
   *
   * @throws Mistake if nothing is up
   */
  static Running of(Home home) {
    UpFolder folder = new UpFolder(home);
    return new Running(folder.required(), Token.in(folder.token()));
  }

  IngestorApi ingestor() {
    return new IngestorApi(state.urls().get(Service.INGESTOR), token);
  }

  Ingest ingest(Console console) {
    StatsApi stats = new StatsApi(state.urls().get(Service.STATS_API));
    return new Ingest(ingestor(), stats, console, state.whileUp());
  }
}
