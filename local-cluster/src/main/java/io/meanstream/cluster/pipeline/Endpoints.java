package io.meanstream.cluster.pipeline;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the services find Kafka, the store, the definitions and the token. */
public record Endpoints(
    String bootstrapServers, String storeUri, String database, Path datasets, Path tokenFile) {

  /** The environment variables for a service. */
  public Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    variables.put("QUARKUS_MONGODB_CONNECTION_STRING", storeUri);
    variables.put("QUARKUS_MONGODB_DATABASE", database);
    variables.put("MEANSTREAM_DATASETS", datasets.toString());
    variables.put("MEANSTREAM_TOKEN_FILE", tokenFile.toString());
    return variables;
  }
}
