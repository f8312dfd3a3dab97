package io.meanstream.ingest.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.catalog.value.Sha256;
import io.meanstream.ingest.state.DurableFiles;
import io.meanstream.source.SourceFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Lands batches in the schema {@code landing} of a PostgreSQL database: the batch, the position
 * after it and its records are one transaction. While a batch is ingested, it is also a file in the
 * state folder.
 */
final class PostgresLanding implements Landing {

  private static final Logger LOG = Logger.getLogger(PostgresLanding.class);

  /** The depth of a batch's file below the folder of all batches: dataset, name, file. */
  private static final int DEPTH = 3;

  private static final String BATCH =
      "SELECT dataset, name, ingestion, file, bytes, hash, landed_at, position FROM landing.batch"
          + " WHERE instance = ?";

  private static final String NAMED =
      " FROM landing.batch WHERE instance = ? AND dataset = ? AND name = ?";

  private static final String INSERT =
      """
      INSERT INTO landing.batch
        (instance, dataset, name, ingestion, file, bytes, hash, landed_at, position)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::json)
      ON CONFLICT (instance, dataset, name) DO NOTHING RETURNING id
      """;

  private final DataSource database;
  private final Flyway migrations;
  private final String instance;
  private final Path files;
  private final Arrivals arrivals;
  private final ObjectMapper json;
  private final Clock clock;

  /** Batches whose transactions may or may not have been committed, by their path. */
  private final Map<Path, LandedBatch> unsure = new ConcurrentHashMap<>();

  /** Work on a connection, whose transaction ends with it. */
  private interface Work<T> {

    T on(Connection connection) throws SQLException, IOException;
  }

  /**
   * Creates a landing.
   *
   * @param instance the ingestor whose batches these are
   * @param files where batches are written to be read, and where they landed without a database
   */
  PostgresLanding(
      DataSource database,
      Flyway migrations,
      String instance,
      Path files,
      Arrivals arrivals,
      ObjectMapper json,
      Clock clock) {
    this.database = database;
    this.migrations = migrations;
    this.instance = instance;
    this.files = files;
    this.arrivals = arrivals;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void prepare() throws IOException {
    try {
      migrations.migrate();
    } catch (FlywayException e) {
      throw new LandingUnavailableException(e);
    }
    adoptFolders();
    arrivals.count(
        query(
                    "SELECT coalesce(sum(bytes), 0)::bigint FROM landing.batch WHERE instance = ?",
                    row -> row.getLong(1))
                .get(0)
            - arrivals.landed());
  }

  /** Moves batches here that landed in folders before; removes files that were being read. */
  private void adoptFolders() throws IOException {
    FolderLanding folders = new FolderLanding(files, arrivals, json, clock);
    for (LandedBatch batch : folders.all()) {
      if (store(batch, batch.source().file(), () -> {}) || isStored(batch)) {
        folders.remove(batch);
        LOG.infof("ingestion=%s its records were moved to PostgreSQL", batch.ingestion());
      } else {
        keep(batch);
      }
    }
    Folders.deleteIfExists(files);
  }

  private boolean isStored(LandedBatch batch) throws IOException {
    return find(batch.dataset(), batch.name())
        .filter(
            stored ->
                stored.ingestion().equals(batch.ingestion())
                    || stored.manifest().hash().equals(batch.manifest().hash()))
        .isPresent();
  }

  /** Moves a batch to where neither the other one with its name nor a start touches it. */
  private void keep(LandedBatch batch) throws IOException {
    Path all = files.resolveSibling(files.getFileName() + "-kept");
    Path kept = all.resolve(batch.dataset()).resolve(batch.ingestion());
    DurableFiles.createFolder(all);
    DurableFiles.createFolder(kept.getParent());
    DurableFiles.move(batch.folder(), kept);
    LOG.warnf(
        "ingestion=%s PostgreSQL has different records in batch %s of %s; these were moved to %s."
            + " If their ingestion is not done, ingest them from there; then delete the folder",
        batch.ingestion(), batch.name(), batch.dataset(), kept);
  }

  @Override
  public Arrival open(String suffix) throws IOException {
    return arrivals.open(suffix);
  }

  @Override
  public LandedBatch land(
      Arrival arrival, String dataset, String name, Optional<FeedPosition> position)
      throws IOException {
    LandedBatch batch = batch(dataset, name, BatchManifest.of(arrival, clock.instant(), position));
    if (!store(batch, arrival.file(), () -> unsure.put(batch.folder(), batch))) {
      return find(dataset, name).orElseThrow();
    }
    // unless it was counted as late meanwhile
    if (unsure.remove(batch.folder(), batch)) {
      arrivals.count(batch.manifest().bytes());
    }
    return batch;
  }

  /**
   * Stores a batch, in one transaction; returns false if there is one with this name.
   *
   * @param beforeCommit runs when all was sent, and nothing can be committed yet
   */
  private boolean store(LandedBatch batch, Path records, Runnable beforeCommit) throws IOException {
    return with(
        connection -> {
          OptionalLong id = insert(connection, batch);
          if (id.isEmpty()) {
            return false;
          }
          String copy =
              "COPY landing.record (%s) FROM STDIN (FORMAT binary)".formatted(RecordRows.WRITTEN);
          try (InputStream file = Files.newInputStream(records);
              OutputStream rows =
                  new PGCopyOutputStream(connection.unwrap(PGConnection.class), copy)) {
            RecordRows.write(file, id.getAsLong(), batch.manifest(), rows);
          }
          beforeCommit.run();
          connection.commit();
          return true;
        });
  }

  /** Waits for a transaction that inserts the same batch; empty if it was committed. */
  private OptionalLong insert(Connection connection, LandedBatch batch)
      throws SQLException, IOException {
    BatchManifest manifest = batch.manifest();
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, instance);
      statement.setString(2, batch.dataset());
      statement.setString(3, batch.name());
      statement.setString(4, manifest.ingestion());
      statement.setString(5, manifest.file());
      statement.setLong(6, manifest.bytes());
      statement.setString(7, manifest.hash());
      statement.setObject(8, manifest.landedAt().atOffset(ZoneOffset.UTC));
      statement.setString(9, text(manifest.position()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  private String text(Optional<FeedPosition> position) throws JsonProcessingException {
    return position.isPresent()
        ? json.writerFor(FeedPosition.class).writeValueAsString(position.get())
        : null;
  }

  @Override
  public List<LandedBatch> late() throws IOException {
    Map<LandedBatch, Optional<LandedBatch>> outcomes = new HashMap<>();
    for (LandedBatch batch : unsure.values()) {
      try {
        outcomes.put(batch, outcome(batch));
      } catch (LandingUnavailableException e) {
        LOG.debugf(e, "it is not known yet whether ingestion=%s has landed", batch.ingestion());
      }
    }
    List<LandedBatch> late = new ArrayList<>();
    outcomes.forEach(
        (batch, landed) -> {
          if (unsure.remove(batch.folder(), batch)) {
            landed.ifPresent(late::add);
            landed
                .filter(it -> it.ingestion().equals(batch.ingestion()))
                .ifPresent(it -> arrivals.count(it.manifest().bytes()));
          }
        });
    late.sort(Comparator.comparing(LandedBatch::ingestion));
    return late;
  }

  /** The batch that has this one's name, once the transaction that inserts it has ended. */
  private Optional<LandedBatch> outcome(LandedBatch batch) throws IOException {
    return with(connection -> insert(connection, batch)).isEmpty()
        ? find(batch.dataset(), batch.name())
        : Optional.empty();
  }

  @Override
  public Optional<LandedBatch> find(String dataset, String name) throws IOException {
    return query(BATCH + " AND dataset = ? AND name = ?", this::batch, dataset, name).stream()
        .findFirst();
  }

  @Override
  public Optional<LandedBatch> lastPage(String dataset) throws IOException {
    String last = " AND dataset = ? AND name LIKE '%s%%' ORDER BY name DESC LIMIT 1";
    return query(BATCH + last.formatted(PAGE), this::batch, dataset).stream().findFirst();
  }

  @Override
  public List<LandedBatch> all() throws IOException {
    return query(BATCH + " ORDER BY ingestion", this::batch);
  }

  @Override
  public void provide(SourceFile source) throws IOException {
    Path folder = source.file().getParent();
    if (!isOurs(source) || Files.exists(source.file())) {
      return;
    }
    Optional<LandedBatch> batch =
        find(folder.getParent().getFileName().toString(), folder.getFileName().toString());
    if (batch.filter(it -> it.source().file().equals(source.file())).isPresent()) {
      Files.createDirectories(folder);
      Path aside = folder.resolve(source.file().getFileName() + ".new");
      try {
        write(batch.get(), aside);
        Files.move(aside, source.file());
      } finally {
        if (Files.notExists(source.file())) {
          release(source);
        }
      }
    }
  }

  private void write(LandedBatch batch, Path file) throws IOException {
    String hash =
        with(
            connection -> {
              try (DigestOutputStream out =
                      new DigestOutputStream(
                          new BufferedOutputStream(Files.newOutputStream(file)), Sha256.digest());
                  InputStream rows = new BufferedInputStream(rows(connection, batch))) {
                RecordRows.read(rows, batch.manifest().bytes(), out);
                return HexFormat.of().formatHex(out.getMessageDigest().digest());
              }
            });
    if (!hash.equals(batch.manifest().hash())) {
      throw new IOException(
          "the records of batch %s of %s in landing.record have changed since they landed"
              .formatted(batch.name(), batch.dataset()));
    }
  }

  private InputStream rows(Connection connection, LandedBatch batch) throws SQLException {
    long id;
    try (PreparedStatement statement =
            statement(connection, "SELECT id" + NAMED, batch.dataset(), batch.name());
        ResultSet row = statement.executeQuery()) {
      row.next();
      id = row.getLong(1);
    }
    return new PGCopyInputStream(
        connection.unwrap(PGConnection.class),
        "COPY (SELECT %s FROM landing.record WHERE batch = %d ORDER BY id) TO STDOUT (FORMAT binary)"
            .formatted(RecordRows.READ, id));
  }

  @Override
  public void release(SourceFile source) throws IOException {
    if (isOurs(source)) {
      Folders.deleteIfExists(source.file().getParent());
    }
  }

  /** Whether a source is the file of a batch: in the folder of its dataset and name. */
  private boolean isOurs(SourceFile source) {
    return source.file().startsWith(files)
        && files.relativize(source.file()).getNameCount() == DEPTH;
  }

  @Override
  public void remove(LandedBatch batch) throws IOException {
    with(
        connection -> {
          try (PreparedStatement statement =
              statement(connection, "DELETE" + NAMED, batch.dataset(), batch.name())) {
            statement.executeUpdate();
          }
          connection.commit();
          return null;
        });
    arrivals.count(-batch.manifest().bytes());
  }

  @Override
  public long bytes() {
    return arrivals.landed();
  }

  private LandedBatch batch(ResultSet row) throws SQLException, IOException {
    String position = row.getString("position");
    return batch(
        row.getString("dataset"),
        row.getString("name"),
        new BatchManifest(
            row.getString("ingestion"),
            row.getString("file"),
            row.getLong("bytes"),
            row.getString("hash"),
            row.getObject("landed_at", OffsetDateTime.class).toInstant(),
            position == null
                ? Optional.empty()
                : Optional.of(json.readValue(position, FeedPosition.class))));
  }

  private LandedBatch batch(String dataset, String name, BatchManifest manifest) {
    return new LandedBatch(dataset, name, files.resolve(dataset).resolve(name), manifest);
  }

  /** Reads a row. */
  private interface RowReader<T> {

    T read(ResultSet row) throws SQLException, IOException;
  }

  /** All rows of a query whose first parameter is the instance. */
  private <T> List<T> query(String sql, RowReader<T> reader, String... parameters)
      throws IOException {
    return with(
        connection -> {
          try (PreparedStatement statement = statement(connection, sql, parameters)) {
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                found.add(reader.read(row));
              }
            }
            return found;
          }
        });
  }

  /** A statement whose first parameter is the instance. */
  private PreparedStatement statement(Connection connection, String sql, String... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, instance);
    for (int i = 0; i < parameters.length; i++) {
      statement.setString(i + 2, parameters[i]);
    }
    return statement;
  }

  /** Works in one transaction, which is rolled back unless the work commits it. */
  private <T> T with(Work<T> work) throws IOException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return work.on(connection);
      } finally {
        if (!connection.isClosed()) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new LandingUnavailableException(e);
    } catch (IOException e) {
      // the driver's streams wrap errors of the server or the connection
      if (e.getCause() instanceof SQLException cause) {
        throw new LandingUnavailableException(cause);
      }
      throw e;
    }
  }
}
