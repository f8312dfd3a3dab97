package io.meanstream.stats;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.bson.Document;

/** A store over its wire protocol, the same for all tests of a run; each test fills it itself. */
public final class TestStore implements QuarkusTestResourceLifecycleManager {

  private static final String DATABASE = "meanstream";

  private MongoServer server;
  private MongoClient client;

  @Override
  public Map<String, String> start() {
    server = new MongoServer(new MemoryBackend());
    server.bind("127.0.0.1", 0);
    client = MongoClients.create(server.getConnectionString());
    return Map.of(
        "quarkus.mongodb.connection-string",
        server.getConnectionString(),
        "quarkus.mongodb.database",
        DATABASE);
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
      server.shutdownNow();
    }
  }

  /** Empties what the tests fill, and keeps the indexes. */
  static void empty(MongoDatabase database) {
    for (String name : new String[] {"averages", "ingestions", "positions"}) {
      MongoCollection<Document> collection = database.getCollection(name);
      collection.deleteMany(new Document());
    }
  }
}
