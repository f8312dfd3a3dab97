package io.meanstream.system;

import io.meanstream.cluster.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** The batches that an ingestor of a test has landed, in its state folder or in PostgreSQL. */
enum LandedBatches {
  IN_FOLDER {
    @Override
    Map<String, String> settings() {
      return Map.of();
    }

    @Override
    long count(Path folder, String dataset) {
      String[] batches =
          folder.resolve("state/landing").resolve(dataset).resolve(dataset).toFile().list();
      return batches == null ? 0 : batches.length;
    }
  },

  IN_POSTGRES {
    @Override
    Map<String, String> settings() {
      return Map.of(
          "MEANSTREAM_INGESTOR_LANDING_URL", url(),
          "MEANSTREAM_INGESTOR_LANDING_USER", PostgresServer.USER,
          "MEANSTREAM_INGESTOR_LANDING_PASSWORD", password());
    }

    @Override
    long count(Path folder, String dataset) {
      try (Connection connection =
              DriverManager.getConnection(url(), PostgresServer.USER, password());
          PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT count(*) FROM landing.batch WHERE instance = ? AND dataset = ?")) {
        statement.setString(1, dataset);
        statement.setString(2, dataset);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
  };

  /** What tells an ingestor to land records here. */
  abstract Map<String, String> settings();

  /**
   * The number of batches, of the ingestor that is called like the dataset.
   *
   * @param folder that has the ingestor's state folder
   */
  abstract long count(Path folder, String dataset);

  /** Kills the server's main process; its others end by themselves, and `up` starts it again. */
  static void killPostgres() {
    Cluster.kill(Cluster.process("postgres").orElseThrow());
  }

  /** The password of the shared PostgreSQL's superuser. */
  static String password() {
    try {
      return Files.readString(Cluster.meanstream().home().resolve("up/postgres/password")).strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String url() {
    return "jdbc:" + Cluster.url("postgres");
  }
}
