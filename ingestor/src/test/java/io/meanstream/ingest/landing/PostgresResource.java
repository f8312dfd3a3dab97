package io.meanstream.ingest.landing;

import io.meanstream.cluster.Ports;
import io.meanstream.cluster.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A PostgreSQL server in which records land. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

  /** The superuser's password. */
  public static final String PASSWORD = "secret";

  private PostgresServer server;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "postgres-").toAbsolutePath();
      int port = Ports.free();
      server = PostgresServer.start(folder, port, PASSWORD);
      return Map.of(
          "meanstream.ingestor.landing-url",
          "jdbc:" + server.url(),
          "meanstream.ingestor.landing-user",
          PostgresServer.USER,
          "meanstream.ingestor.landing-password",
          PASSWORD,
          "test.postgres.folder",
          folder.toString(),
          "test.postgres.port",
          Integer.toString(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
  }
}
