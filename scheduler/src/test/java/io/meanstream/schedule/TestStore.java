package io.meanstream.schedule;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.meanstream.testing.store.StoreFixture;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** A store over its wire protocol, shared by all service tests. */
public final class TestStore implements QuarkusTestResourceLifecycleManager {

  private StoreFixture server;
  private String database;
  private MongoClient client;

  @Override
  public Map<String, String> start() {
    server = StoreFixture.start(Path.of("target", "test-store"));
    database = server.newDatabase("scheduler");
    client = MongoClients.create(server.uri());
    return Map.of(
        "quarkus.mongodb.connection-string", server.uri(), "quarkus.mongodb.database", database);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        client.getDatabase(database), new TestInjector.MatchesType(MongoDatabase.class));
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
