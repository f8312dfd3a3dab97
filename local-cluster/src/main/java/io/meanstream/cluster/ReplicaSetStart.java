package io.meanstream.cluster;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * Initiates a replica set of local {@code mongod}s through the first of them. Runs only in a child,
 * since it needs {@link ClassPaths#cluster()}.
 */
final class ReplicaSetStart {
  /** The line that it prints when the set accepts writes. */
  static final String READY = "the replica set has a primary";

  private static final int ALREADY_INITIALIZED = 23;

  /** The error code while other members cannot be reached. */
  private static final int NODE_NOT_FOUND = 74;

  private static final long LOOK_AGAIN_NANOS = 50_000_000;

  private final MongoDatabase admin;
  private final List<String> members;

  private ReplicaSetStart(MongoClient client, List<String> members) {
    this.admin = client.getDatabase("admin");
    this.members = members;
  }

  /** Arguments: the ports of all members. */
  public static void main(String[] args) {
    List<String> members = Arrays.stream(args).map(port -> "127.0.0.1:" + port).toList();
    // without a primary, only a direct connection works
    String uri = "mongodb://%s/?directConnection=true".formatted(members.get(0));
    try (MongoClient client = MongoClients.create(uri)) {
      ReplicaSetStart set = new ReplicaSetStart(client, members);
      while (!set.isInitiated()) {
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      }
      set.awaitPrimary();
      System.out.println(READY);
    }
  }

  /**
   * Initiates the set if necessary. Returns whether it is initiated, which requires all members to
   * be up.
   */
  private boolean isInitiated() {
    Document configuration = new Document("_id", Mongod.REPLICA_SET).append("members", documents());
    try {
      admin.runCommand(new Document("replSetInitiate", configuration));
      return true;
    } catch (MongoCommandException e) {
      if (e.getErrorCode() == NODE_NOT_FOUND) {
        return false;
      }
      if (e.getErrorCode() != ALREADY_INITIALIZED) {
        throw e;
      }
      moveHere();
      return true;
    }
  }

  /** Updates the configuration: the data may come from a run on other ports. */
  private void moveHere() {
    Document configuration =
        admin.runCommand(new Document("replSetGetConfig", 1)).get("config", Document.class);
    List<String> before =
        configuration.getList("members", Document.class).stream()
            .map(member -> member.getString("host"))
            .toList();
    if (!before.equals(members)) {
      configuration.put("members", documents());
      configuration.put("version", configuration.getInteger("version") + 1);
      admin.runCommand(new Document("replSetReconfig", configuration).append("force", true));
    }
  }

  private List<Document> documents() {
    return IntStream.range(0, members.size())
        .mapToObj(id -> new Document("_id", id).append("host", members.get(id)))
        .toList();
  }

  private void awaitPrimary() {
    Document hello = new Document("hello", 1);
    while (admin.runCommand(hello).getString("primary") == null) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
