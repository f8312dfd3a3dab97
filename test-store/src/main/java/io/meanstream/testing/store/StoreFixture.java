package io.meanstream.testing.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.meanstream.cluster.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * The MongoDB-compatible server for a suite of tests: the one at {@code MEANSTREAM_MONGODB_URI}, or
 * a new one from the binary at {@code MEANSTREAM_MONGOD}, or else one in memory.
 *
 * <p>A server that others share keeps nothing of a suite: tests take their databases from {@link
 * #newDatabase}, and {@link #close} drops them.
 */
public final class StoreFixture implements AutoCloseable {

  private static final int START_SECONDS = 60;
  private static final int LONGEST_NAME = 40;

  private final StoreServer server;
  private final Set<String> databases = ConcurrentHashMap.newKeySet();

  private StoreFixture(StoreServer server) {
    this.server = server;
  }

  /**
   * Starts a server, unless the environment names one, and waits until it answers.
   *
   * @param folder for data and logs
   */
  public static StoreFixture start(Path folder) {
    return start(folder, System.getenv());
  }

  static StoreFixture start(Path folder, Map<String, String> environment) {
    StoreFixture store = new StoreFixture(StoreServer.of(folder, Ports.free(), environment));
    store.startServer();
    return store;
  }

  /** The connection string, without a database. */
  public String uri() {
    return server.uri();
  }

  /** The connection string with a database. */
  public String uri(String database) {
    String[] parts = uri().split("\\?", 2);
    String options = parts.length == 1 ? "" : "?" + parts[1];
    return parts[0].replaceFirst("(?<!/)/$", "") + "/" + database + options;
  }

  /** The server's host. */
  public String host() {
    return host(0);
  }

  /** The server's port. */
  public int port() {
    return Integer.parseInt(host(1));
  }

  private String host(int part) {
    String host = new ConnectionString(uri()).getHosts().get(0);
    return (host.contains(":") ? host : host + ":27017").split(":")[part];
  }

  /** A unique database name; the database is dropped at the end. */
  public String newDatabase(String suite) {
    String name = suite.substring(0, Math.min(suite.length(), LONGEST_NAME));
    String database = "test_%s_%s".formatted(name, UUID.randomUUID().toString().substring(0, 8));
    databases.add(database);
    return database;
  }

  /** Whether {@link #newDatabase} created this name. */
  public static boolean isDatabaseOf(String suite, String database) {
    return database.startsWith("test_" + suite + "_");
  }

  /** Drops a database with another name at the end, too. */
  public void dropInTheEnd(String database) {
    databases.add(database);
  }

  /** Whether the environment names a server; otherwise, it runs in memory. */
  public static boolean isNamed() {
    return StoreServer.isNamed(System.getenv());
  }

  /** Skips the test if the environment names a server. */
  public static void assumeNoneNamed() {
    assumeTrue(
        !isNamed(), "skipped: needs the in-memory store, but the environment selects another one");
  }

  /** Skips the test unless this process started the server, so that it may kill it. */
  public void assumeOurs() {
    assumeTrue(
        server.isOurs(),
        "skipped: " + StoreServer.URI + " names a server that tests must not kill");
  }

  /** Skips the test unless this server keeps acknowledged writes when it is killed. */
  public static void assumeDurable() {
    assumeTrue(
        StoreServer.isBinaryNamed(System.getenv()),
        "skipped: no store on disk that can be killed; set %s to a mongod"
            .formatted(StoreServer.BINARY));
  }

  /** Kills the server with SIGKILL and waits until it is gone. */
  public void kill() {
    server.kill();
  }

  /** Restarts the killed server with its data on disk. */
  public void restart() {
    startServer();
  }

  /** Restarts the killed server without data. */
  public void restartEmpty() {
    server.erase();
    startServer();
  }

  private void startServer() {
    server.launch();
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri()))
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(START_SECONDS, TimeUnit.SECONDS))
            .build();
    try (MongoClient client = MongoClients.create(settings)) {
      client.getDatabase("admin").runCommand(new Document("ping", 1));
    }
  }

  /** Drops the databases, and stops the server if this process started it. */
  @Override
  public void close() {
    if (!server.isOurs()) {
      try (MongoClient client = MongoClients.create(uri())) {
        databases.forEach(name -> client.getDatabase(name).drop());
      }
    }
    server.close();
  }
}
