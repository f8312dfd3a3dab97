package io.meanstream.launch.run;

import io.meanstream.cluster.ChildCommand;
import java.nio.file.Path;

/** What the services are told of each other's places. */
public record Wiring(
    String bootstrapServers, String storeUri, String database, Path datasets, Path tokenFile) {

  /** The command with this in its environment. */
  ChildCommand into(ChildCommand command) {
    return command
        .env("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers)
        .env("QUARKUS_MONGODB_CONNECTION_STRING", storeUri)
        .env("QUARKUS_MONGODB_DATABASE", database)
        .env("MEANSTREAM_DATASETS", datasets.toString())
        .env("MEANSTREAM_TOKEN_FILE", tokenFile.toString());
  }
}
