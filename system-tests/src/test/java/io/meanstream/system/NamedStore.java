package io.meanstream.system;

import io.meanstream.testing.store.StoreFixture;
import java.nio.file.Path;
import java.util.Optional;

/** The store that the environment names for all tests of a run, started once. */
final class NamedStore {

  private static final String DEMO = "meanstream_demo_";

  private static final Optional<StoreFixture> STORE =
      StoreFixture.isNamed() ? Optional.of(start()) : Optional.empty();

  private NamedStore() {}

  private static StoreFixture start() {
    StoreFixture store = StoreFixture.start(Path.of("target", "named-store"));
    Runtime.getRuntime().addShutdownHook(new Thread(store::close, "named-store"));
    return store;
  }

  /** The address of a new database in it; empty if no server is named. */
  static Optional<String> newDatabase() {
    return STORE.map(store -> store.uri(store.newDatabase("system")));
  }

  /** Drops the database that a demo has chosen itself, at the end of the tests. */
  static void dropDatabaseOfDemo(long pid) {
    STORE.ifPresent(store -> store.dropInTheEnd(DEMO + pid));
  }
}
