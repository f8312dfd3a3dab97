package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.cluster.supervisor.UpState;
import io.meanstream.launch.Mistake;

/** The processes that {@code up} started. */
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

  /** The APIs of the services. */
  ServiceClients clients() {
    return new ServiceClients(state.urls(), folder.token(), state.whileUp());
  }
}
