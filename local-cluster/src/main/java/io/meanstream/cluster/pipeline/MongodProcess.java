package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.MongodSet;
import io.meanstream.cluster.Store;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A member of the store's replica set. */
final class MongodProcess implements ManagedProcess {

  private final MongodSet set;
  private final int member;
  private final Path folder;
  private final CompletableFuture<Store> store;

  /**
   * Creates a process that is not started.
   *
   * @param folder of the set's logs
   * @param store completes when the set accepts requests for the first time
   */
  MongodProcess(MongodSet set, int member, Path folder, CompletableFuture<Store> store) {
    this.set = set;
    this.member = member;
    this.folder = folder;
    this.store = store;
  }

  @Override
  public String name() {
    return MongodSet.name(member);
  }

  @Override
  public String url() {
    return "mongodb://127.0.0.1:" + set.portsByName().get(name());
  }

  @Override
  public Path log() {
    return folder.resolve(name() + ".log");
  }

  @Override
  public Child launch() {
    return orTell(() -> set.launch(member));
  }

  @Override
  public void awaitReady(Child child) {
    orTell(
        () -> {
          set.awaitReady(member, child);
          return child;
        });
    if (member == 1) {
      store.complete(set.store());
    }
  }

  private Child orTell(Supplier<Child> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      store.completeExceptionally(e);
      throw e;
    }
  }
}
