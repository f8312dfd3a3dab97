package io.meanstream.system;

import io.meanstream.testing.StoreFixture;
import java.nio.file.Path;
import java.util.Optional;

/** The server that the environment names for all tests of a run, started once. */
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

  /** A new database in it, as an address; nothing where no server is named. */
  static Optional<String> newDatabase() {
    return STORE.map(store -> store.uri(store.newDatabase("system")));
  }

  /** Has the database dropped in the end that a demo chooses for itself. */
  static void dropDatabaseOfDemo(long pid) {
    STORE.ifPresent(store -> store.dropInTheEnd(DEMO + pid));
  }
}
