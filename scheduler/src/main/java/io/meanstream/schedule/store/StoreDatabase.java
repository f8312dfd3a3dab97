package io.meanstream.schedule.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import jakarta.enterprise.context.ApplicationScoped;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The database that all services share. Its methods block. */
@ApplicationScoped
public class StoreDatabase {

  private final MongoClient client;
  private final String database;

  /** Uses the configured database. */
  public StoreDatabase(
      MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
    this.client = client;
    this.database = database;
  }

  /** A collection by its name. */
  MongoCollection<Document> collection(String name) {
    return client.getDatabase(database).getCollection(name);
  }

  /**
   * Checks that the store answers.
   *
   * @throws com.mongodb.MongoException if it does not
   */
  public void ping() {
    client.getDatabase(database).runCommand(new Document("ping", 1));
  }
}
