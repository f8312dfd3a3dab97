package io.meanstream.system;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.meanstream.cluster.KafkaBroker;
import io.meanstream.cluster.Ports;
import io.meanstream.cluster.Store;
import io.meanstream.system.fault.StoreProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker of a test class' own, so that nobody else sees what it does to its topics, and a store
 * behind a proxy that makes it fail.
 */
final class Backend implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private Path folder;
  private KafkaBroker broker;
  private Store store;
  private StoreProxy proxy;
  private MongoClient client;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("backend");
    int storePort = Ports.free();
    broker = KafkaBroker.start(folder);
    store = Store.startInMemory(folder, storePort);
    proxy = new StoreProxy(storePort);
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

  /** Where the store is found past the proxy. */
  String storeUri() {
    return store.uri();
  }

  /** A database, past the proxy. */
  MongoDatabase database(String name) {
    return client.getDatabase(name);
  }
}
