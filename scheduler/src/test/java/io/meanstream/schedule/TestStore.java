package io.meanstream.schedule;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.meanstream.cluster.Store;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** A store over its wire protocol, the same for all service tests of a run. */
public final class TestStore implements QuarkusTestResourceLifecycleManager {

  private static final String DATABASE = "meanstream";

  private Store server;
  private MongoClient client;

  @Override
  public Map<String, String> start() {
    server = Store.startInMemory(Path.of("target", "test-store"));
    client = MongoClients.create(server.uri());
    return Map.of(
        "quarkus.mongodb.connection-string", server.uri(), "quarkus.mongodb.database", DATABASE);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        client.getDatabase(DATABASE), new TestInjector.MatchesType(MongoDatabase.class));
  }

  @Override
  public void stop() {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
