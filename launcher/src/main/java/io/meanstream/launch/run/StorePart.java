package io.meanstream.launch.run;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.Store;
import java.nio.file.Path;

/** The store in memory: when it is started again, it is empty. */
final class StorePart implements Part {

  private final int port;
  private final Path folder;

  StorePart(int port, Path folder) {
    this.port = port;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public String url() {
    return "mongodb://127.0.0.1:" + port;
  }

  @Override
  public Child launch() {
    return Store.startInMemory(folder, port).child().orElseThrow();
  }

  @Override
  public void awaitReady(Child child) {
    // launch has waited already: it answers within half a second
  }
}
