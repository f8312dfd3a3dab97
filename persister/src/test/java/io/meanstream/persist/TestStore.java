package io.meanstream.persist;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClients;
import io.meanstream.testing.store.StoreFixture;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test class a database of its own, all in the same store. */
public final class TestStore implements BeforeAllCallback, ParameterResolver {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private record Running(
      StoreFixture store, ReactiveMongoClient client, Map<Class<?>, String> names)
      implements AutoCloseable {

    static Running start() {
      try {
        StoreFixture store = StoreFixture.start(Files.createTempDirectory("persister-store"));
        MongoClientSettings settings =
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(store.uri()))
                .writeConcern(WriteConcern.MAJORITY)
                .build();
        return new Running(
            store,
            new ReactiveMongoClientImpl(MongoClients.create(settings)),
            new ConcurrentHashMap<>());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    ReactiveMongoDatabase database(Class<?> test) {
      return client.getDatabase(
          names.computeIfAbsent(test, it -> store.newDatabase(it.getSimpleName())));
    }

    @Override
    public void close() {
      client.close();
      store.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ReactiveMongoDatabase.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context).database(context.getRequiredTestClass());
  }

  /** Removes every document. */
  public static void empty(ReactiveMongoDatabase store) {
    for (String collection : collections(store)) {
      store
          .getCollection(collection, BsonDocument.class)
          .deleteMany(new BsonDocument())
          .await()
          .atMost(LONGEST);
    }
  }

  /** All documents of a collection. */
  public static List<BsonDocument> all(ReactiveMongoDatabase store, String collection) {
    return store
        .getCollection(collection, BsonDocument.class)
        .find()
        .collect()
        .asList()
        .await()
        .atMost(LONGEST);
  }

  private static List<String> collections(ReactiveMongoDatabase store) {
    return store.listCollectionNames().collect().asList().await().atMost(LONGEST);
  }

  private static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(TestStore.class))
        .computeIfAbsent("store", key -> Running.start(), Running.class);
  }
}
