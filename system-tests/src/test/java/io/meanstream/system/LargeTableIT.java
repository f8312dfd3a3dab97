package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.cluster.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * An ingestor with a heap of 128 MB reads a table that is larger; {@code -Drows=10000000} sets its
 * size. Prints how fast, next to a CSV file with the same rows.
 */
@ExtendWith(Cluster.class)
@Tag("thorough")
class LargeTableIT {

  private static final long ROWS = Long.getLong("rows", 1_000_000);
  private static final Duration LIMIT = Duration.ofHours(1);
  private static final String TABLE = "table-large";
  private static final String FILE = "table-large-csv";
  private static final String COLUMNS = "id, at, ended, station, level, lat, lng, kind, remark";

  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path folder;

  @Test
  void everyRowIsSent() throws Exception {
    // Given
    String password = LandedBatches.password();
    Path csv = folder.resolve("rows.csv");
    Ingestor ingestor =
        new Ingestor(
            services,
            TABLE,
            define(),
            Map.of("TABLE_PASSWORD", password, "MEANSTREAM_INGESTOR_CHUNK_ROWS", "50000"));
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:" + Cluster.url("postgres"), PostgresServer.USER, password)) {
      createTable(connection, csv);
    }
    ingestor.start();

    // When
    long start = System.nanoTime();
    ingestor.fetch(TABLE);
    awaitRead(ingestor, TABLE);
    double table = seconds(start);
    start = System.nanoTime();
    ingestor.ingest(FILE, csv);
    awaitRead(ingestor, FILE);
    double file = seconds(start);

    // Then
    System.out.printf(
        "%d rows: %.1f s from the table (%.0f rows/s), %.1f s from CSV (%.0f rows/s)%n",
        ROWS, table, ROWS / table, file, ROWS / file);
    long[] sent = new long[1];
    CommittedRecords.forEach(TABLE, row -> sent[0]++);
    assertThat(sent[0]).isEqualTo(ROWS);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void awaitRead(Ingestor ingestor, String dataset) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                ingestor.all(dataset).stream()
                        .filter(it -> it.get("state").asText().equals("done"))
                        .mapToLong(it -> it.get("read").asLong())
                        .sum()
                    == ROWS);
  }

  private void createTable(Connection connection, Path csv) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        OutputStream out = Files.newOutputStream(csv)) {
      statement.execute(
          """
          CREATE TABLE "%s" (id bigint PRIMARY KEY, at timestamptz, ended timestamptz, station text,
            level float8, lat float8, lng float8, kind text, remark text, member boolean)
          """
              .formatted(TABLE));
      Meanstream.Outcome ddl =
          Cluster.meanstream()
              .run(
                  "datasets", "ddl", TABLE, "--datasets", folder.resolve("definitions").toString());
      assertThat(ddl.exit()).as(ddl.err()).isZero();
      statement.execute(ddl.out());
      statement.execute(
          """
          INSERT INTO "%s" (%s, member)
          SELECT n, timestamptz '2024-01-01 00:00Z' + n * interval '1 s',
            timestamptz '2024-01-01 00:10Z' + n * interval '1 s', 'Station ' || n %% 600, random(),
            41 + random(), -87 - random(), 'docked', 'Clark St & Elm St', n %% 3 = 0
          FROM generate_series(1, %d) AS n
          """
              .formatted(TABLE, COLUMNS, ROWS));
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "COPY (SELECT %s, member::text AS member FROM \"%s\") TO STDOUT (FORMAT csv, HEADER)"
                  .formatted(COLUMNS, TABLE),
              out);
    }
  }

  private Path define() throws IOException {
    String rest =
        """
        time: at
        schedule: off
        key: [[id]]
        fields:
          id: {type: string}
          at: {type: timestamp, formats: ["yyyy-MM-dd HH:mm:ssX"]}
          ended: {type: timestamp, formats: ["yyyy-MM-dd HH:mm:ssX"]}
          station: {type: string}
          level: {type: double}
          lat: {type: double}
          lng: {type: double}
          kind: {type: string}
          remark: {type: string}
          member: {type: boolean}
        """;
    Path definitions = Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(
        definitions.resolve(TABLE + ".yaml"),
        """
        name: %s
        source:
          zone: UTC
          postgres: {url: "%s", user: %s, password: {env: TABLE_PASSWORD}, table: %s}
        %s\
        """
            .formatted(TABLE, Cluster.url("postgres"), PostgresServer.USER, TABLE, rest));
    Files.writeString(
        definitions.resolve(FILE + ".yaml"),
        "name: %s\nsource: {zone: UTC}\n%s".formatted(FILE, rest));
    return definitions;
  }
}
