package io.meanstream.stats;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.meanstream.testing.store.StoreFixture;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Starts one store for all tests of a run, which each test fills itself, and copies the
 * definitions, so that tests can change them.
 */
public final class TestStore implements QuarkusTestResourceLifecycleManager {

  /** The argument that sets {@code meanstream.state-age}. */
  static final String STATE_AGE = "state-age";

  private String stateAge = "0s";
  private StoreFixture server;
  private String database;
  private StoreProxy proxy;
  private UpstreamServer upstream;
  private MongoClient client;

  /** Most tests change the store between two requests, so the default is no age. */
  @Override
  public void init(Map<String, String> arguments) {
    stateAge = arguments.getOrDefault(STATE_AGE, stateAge);
  }

  @Override
  public Map<String, String> start() {
    server = StoreFixture.start(Path.of("target", "test-store"));
    database = server.newDatabase("stats-api");
    proxy = new StoreProxy(server.host(), server.port());
    upstream = new UpstreamServer();
    client = MongoClients.create(server.uri());
    return Map.of(
        "quarkus.mongodb.connection-string",
        proxy.replaceIn(server.uri()),
        "quarkus.mongodb.database",
        database,
        "meanstream.ingestor-url",
        upstream.url(),
        "meanstream.persister-url",
        "http://127.0.0.1:1",
        "meanstream.scheduler-url",
        upstream.url(),
        "meanstream.state-age",
        stateAge,
        // a slow machine must not look like an outage, nor may the driver notice one first
        "meanstream.ready-timeout",
        "5s",
        "quarkus.mongodb.heartbeat-frequency",
        "120s",
        "quarkus.mongodb.server-selection-timeout",
        "60s",
        "meanstream.datasets",
        definitions().toString());
  }

  private static Path definitions() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "datasets-");
      for (String name : new String[] {"bills.yaml", "empty.yaml", "trips.yaml"}) {
        Files.copy(Path.of("src/test/datasets", name), folder.resolve(name));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        client.getDatabase(database), new TestInjector.MatchesType(MongoDatabase.class));
    injector.injectIntoFields(proxy, new TestInjector.MatchesType(StoreProxy.class));
    injector.injectIntoFields(upstream, new TestInjector.MatchesType(UpstreamServer.class));
  }

  @Override
  public void stop() {
    if (client != null) {
      client.close();
    }
    if (upstream != null) {
      upstream.close();
    }
    if (proxy != null) {
      proxy.close();
    }
    if (server != null) {
      server.close();
    }
  }

  /** Deletes all documents that tests insert, but keeps the indexes. */
  static void empty(MongoDatabase database) {
    for (String name :
        List.of(
            "averages",
            "datasets",
            "ingestions",
            "positions",
            "rejects",
            "rows_trips",
            "runs",
            "schedules")) {
      MongoCollection<Document> collection = database.getCollection(name);
      collection.deleteMany(new Document());
    }
  }
}
