package io.meanstream.batch.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The address of the database. Every connection reads majority-committed data from the primary and
 * writes to a majority, whatever the URI says: a new primary must not have forgotten rows or dirty
 * days.
 */
public record Store(String uri, String database) implements Serializable {

  /** Opens a new client, which the caller closes. */
  public MongoClient connect() {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri))
            .applicationName("meanstream-batch")
            .readConcern(ReadConcern.MAJORITY)
            .readPreference(ReadPreference.primary())
            .writeConcern(WriteConcern.MAJORITY)
            .build());
  }

  /** Opens a client that is closed at the end of the calling Spark task. */
  public MongoClient connectInTask() {
    MongoClient client = connect();
    TaskCompletionListener close = context -> client.close();
    TaskContext.get().addTaskCompletionListener(close);
    return client;
  }
}
