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
 * Where the documents are. Every connection reads from the primary what a majority has and writes
 * to a majority, whatever the address says: marks and rows are of no use if a new primary forgets
 * them.
 */
public record Store(String uri, String database) implements Serializable {

  private static final String SAFE_OPTIONS = "readConcernLevel=majority&readPreference=primary";

  /** A client of its own for each caller, who closes it. */
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

  /** A client for the task that calls, closed at its end. */
  public MongoClient connectInTask() {
    MongoClient client = connect();
    TaskCompletionListener close = context -> client.close();
    TaskContext.get().addTaskCompletionListener(close);
    return client;
  }

  /** The address with the options that {@link #connect} sets, for the connector's own clients. */
  public String safeUri() {
    int options = uri.indexOf('?');
    if (options >= 0) {
      // Of an option that stands twice the driver takes the last.
      return uri + "&" + SAFE_OPTIONS;
    }
    boolean hasPath = uri.indexOf('/', uri.indexOf("://") + 3) >= 0;
    return uri + (hasPath ? "?" : "/?") + SAFE_OPTIONS;
  }
}
