package io.meanstream.persist;

import io.meanstream.cluster.KafkaBroker;
import io.meanstream.testing.store.StoreFixture;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A broker and a store for the service under test; the store can be killed and started empty. */
public final class TestCluster implements QuarkusTestResourceLifecycleManager {

  private Path folder;
  private KafkaBroker broker;
  private StoreFixture store;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("persister");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    broker = KafkaBroker.start(folder);
    store = StoreFixture.start(folder);
    return Map.of(
        "kafka.bootstrap.servers", broker.bootstrapServers(),
        "quarkus.mongodb.connection-string", store.uri(),
        "quarkus.mongodb.database", store.newDatabase("persister"),
        "meanstream.datasets", definitions().toString());
  }

  /** A copy, which tests may change. */
  private Path definitions() {
    try {
      Path copies = Files.createDirectory(folder.resolve("datasets"));
      Files.copy(Path.of("src/test/resources/datasets/trips.yaml"), copies.resolve("trips.yaml"));
      return copies;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    Map<String, Runnable> controls =
        Map.of("kill store", this::killStore, "start store", store::restartEmpty);
    injector.injectIntoFields(controls, new TestInjector.MatchesType(Map.class));
  }

  private void killStore() {
    store.assumeOurs();
    store.kill();
  }

  @Override
  public void stop() {
    if (store != null) {
      store.close();
    }
    if (broker != null) {
      broker.close();
    }
  }
}
