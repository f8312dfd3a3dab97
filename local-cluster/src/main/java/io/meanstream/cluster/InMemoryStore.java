package io.meanstream.cluster;

import de.bwaldvogel.mongo.MongoServer;
import io.meanstream.cluster.memory.StoredBackend;

/**
 * An in-memory store that speaks MongoDB's wire protocol. Runs only in a child, since it needs
 * {@link ClassPaths#cluster()}.
 */
final class InMemoryStore {
  /** The line that it prints when it is ready. */
  static final String READY = "in-memory store ready on ";

  private InMemoryStore() {}

  /** Arguments: {@code --port N}. */
  public static void main(String[] args) {
    int port = Integer.parseInt(args[1]);
    MongoServer server = new MongoServer(new StoredBackend());
    server.bind("127.0.0.1", port);
    System.out.println(READY + server.getConnectionString());
  }
}
