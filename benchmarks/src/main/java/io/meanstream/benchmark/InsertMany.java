package io.meanstream.benchmark;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;

/** Copies documents from one database to another with the driver's unordered insertMany. */
final class InsertMany {

  private InsertMany() {}

  /** Arguments: the store, both databases, and how many documents are inserted at a time. */
  public static void main(String[] args) {
    int batch = Integer.parseInt(args[3]);
    try (MongoClient client = MongoClients.create(args[0])) {
      List<RawBsonDocument> rides =
          client
              .getDatabase(args[1])
              .getCollection(StoredRides.COLLECTION, RawBsonDocument.class)
              .find()
              .into(new ArrayList<>());
      MongoCollection<RawBsonDocument> copies =
          client.getDatabase(args[2]).getCollection(StoredRides.COLLECTION, RawBsonDocument.class);
      for (int from = 0; from < rides.size(); from += batch) {
        copies.insertMany(
            rides.subList(from, Math.min(from + batch, rides.size())),
            new InsertManyOptions().ordered(false));
      }
    }
  }
}
