package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.Store;
import io.meanstream.cluster.StoreSource;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A store that is started here. */
final class StoreProcess implements ManagedProcess {

  private final StoreSource source;
  private final Path folder;
  private final int port;
  private final CompletableFuture<Store> first = new CompletableFuture<>();

  StoreProcess(StoreSource source, Path folder, int port) {
    this.source = source;
    this.folder = folder;
    this.port = port;
  }

  /** Completes with the store when it is up for the first time. Its address never changes. */
  CompletableFuture<Store> first() {
    return first;
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
  public Path log() {
    return folder.resolve("store.log");
  }

  @Override
  public Child launch() {
    try {
      Store store = source.start(folder, port);
      first.complete(store);
      return store.child().orElseThrow();
    } catch (RuntimeException e) {
      first.completeExceptionally(e);
      throw e;
    }
  }

  @Override
  public void awaitReady(Child child) {
    // launch has already waited
  }
}
