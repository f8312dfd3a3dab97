package io.meanstream.cluster;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;

/**
 * Makes a fresh {@code mongod} the only member of its replica set. Runs in a child alone: it needs
 * {@link ClassPaths#cluster()}.
 */
final class ReplicaSetOfOne {
  /** What it prints when the server takes writes. */
  static final String READY = "primary of its own replica set";

  private static final int ALREADY_INITIALIZED = 23;
  private static final long LOOK_AGAIN_NANOS = 50_000_000;

  private final MongoDatabase admin;
  private final String address;

  private ReplicaSetOfOne(MongoClient client, String address) {
    this.admin = client.getDatabase("admin");
    this.address = address;
  }

  /** Argument: the port. */
  public static void main(String[] args) {
    String address = "127.0.0.1:" + args[0];
    // it has no primary yet, so that only a direct connection finds it
    String uri = "mongodb://%s/?directConnection=true".formatted(address);
    try (MongoClient client = MongoClients.create(uri)) {
      ReplicaSetOfOne set = new ReplicaSetOfOne(client, address);
      set.initiate();
      set.awaitPrimary();
      System.out.println(READY);
    }
  }

  private void initiate() {
    Document configuration =
        new Document("_id", Mongod.REPLICA_SET)
            .append("members", List.of(new Document("_id", 0).append("host", address)));
    try {
      admin.runCommand(new Document("replSetInitiate", configuration));
    } catch (MongoCommandException e) {
      if (e.getErrorCode() != ALREADY_INITIALIZED) {
        throw e;
      }
      moveHere();
    }
  }

  /** Its data may come from a run on another port, under which it would look for itself. */
  private void moveHere() {
    Document configuration =
        admin.runCommand(new Document("replSetGetConfig", 1)).get("config", Document.class);
    Document member = configuration.getList("members", Document.class).get(0);
    if (!member.getString("host").equals(address)) {
      member.put("host", address);
      configuration.put("version", configuration.getInteger("version") + 1);
      admin.runCommand(new Document("replSetReconfig", configuration).append("force", true));
    }
  }

  private void awaitPrimary() {
    Document hello = new Document("hello", 1);
    while (!admin.runCommand(hello).getBoolean("isWritablePrimary", false)) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
