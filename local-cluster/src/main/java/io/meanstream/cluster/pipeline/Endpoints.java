package io.meanstream.cluster.pipeline;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the services are told of each other's places. */
public record Endpoints(
    String bootstrapServers, String storeUri, String database, Path datasets, Path tokenFile) {

  /** The variables that tell a service. */
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
