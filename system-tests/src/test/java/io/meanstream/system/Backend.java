package io.meanstream.system;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.meanstream.cluster.KafkaBroker;
import io.meanstream.system.fault.StoreProxy;
import io.meanstream.testing.store.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker for one test class, so that changes to its topics affect no other class, and a store
 * behind a proxy that can make it fail.
 */
final class Backend implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private Path folder;
  private KafkaBroker broker;
  private StoreFixture store;
  private StoreProxy proxy;
  private MongoClient client;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("backend");
    broker = KafkaBroker.start(folder);
    store = StoreFixture.start(folder);
    proxy = new StoreProxy(store.host(), store.port());
    client = MongoClients.create(store.uri());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    proxy.behave();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client.close();
    proxy.close();
    store.close();
    broker.close();
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  StoreProxy proxy() {
    return proxy;
  }

  /** The store's address, bypassing the proxy. */
  String storeUri() {
    return store.uri();
  }

  /** The name of a database that nobody else uses. */
  String newDatabase(String suite) {
    return store.newDatabase(suite);
  }

  /** Skips the test unless the store may be killed and is durable. */
  void assumeDurable() {
    StoreFixture.assumeDurable();
  }

  /** Kills the store and restarts it with its data on disk. */
  void killAndRestartStore() {
    store.kill();
    store.restart();
  }

  /** Kills the store in memory and restarts it without data. */
  void killAndEmptyStore() {
    store.kill();
    store.restartEmpty();
  }

  /** A database, bypassing the proxy. */
  MongoDatabase database(String name) {
    return client.getDatabase(name);
  }
}
