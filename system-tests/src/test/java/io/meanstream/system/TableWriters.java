package io.meanstream.system;

import io.meanstream.cluster.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Four writers that insert and update the rows of one table. Their transactions end in a different
 * order than they begin, some are rolled back, and once in a while one takes seconds. Each write of
 * a row has a version of its own. They reconnect after the server is killed.
 */
final class TableWriters implements AutoCloseable {

  private static final int WRITERS = 4;

  private final String url;
  private final String password;
  private final String table;
  private final long seed;
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong versions = new AtomicLong();
  private final Set<String> rolledBack = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
  private final List<Future<?>> writers = new ArrayList<>();
  private volatile boolean stopped;

  TableWriters(String url, String password, String table, long seed) {
    this.url = url;
    this.password = password;
    this.table = table;
    this.seed = seed;
  }

  void start() {
    for (int writer = 0; writer < WRITERS; writer++) {
      int number = writer;
      writers.add(threads.submit(() -> write(number)));
    }
  }

  /** Ends all writers after their current transactions; fails if one has failed. */
  void stop() throws Exception {
    stopped = true;
    for (Future<?> writer : writers) {
      writer.get();
    }
  }

  /** Writes that were taken back, as {@code id/version}. */
  Set<String> rolledBack() {
    return rolledBack;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:" + url, PostgresServer.USER, password);
  }

  private Void write(int writer) throws SQLException {
    Random random = new Random(seed + writer);
    List<Long> own = new ArrayList<>();
    while (!stopped) {
      try (Connection connection = connect()) {
        connection.setAutoCommit(false);
        while (!stopped) {
          transaction(connection, writer, random, own);
        }
      } catch (SQLException e) {
        // 08: the server was killed; 57: it is starting
        if (e.getSQLState() == null || !e.getSQLState().matches("(08|57).*")) {
          throw e;
        }
      }
    }
    return null;
  }

  private void transaction(Connection connection, int writer, Random random, List<Long> own)
      throws SQLException {
    boolean isLong = writer == 0 && random.nextInt(40) == 0;
    List<Long> inserted = new ArrayList<>();
    List<String> written = new ArrayList<>();
    for (int row = random.nextInt(5); row >= 0; row--) {
      boolean isUpdate = !own.isEmpty() && random.nextInt(4) == 0;
      long id = isUpdate ? own.get(random.nextInt(own.size())) : ids.incrementAndGet();
      long version = versions.incrementAndGet();
      put(connection, id, version, random);
      written.add(id + "/" + version);
      if (!isUpdate) {
        inserted.add(id);
      }
      pause(connection, isLong ? 1.5 : random.nextInt(10) / 1000.0);
    }
    if (random.nextInt(5) == 0) {
      connection.rollback();
      rolledBack.addAll(written);
    } else {
      connection.commit();
      own.addAll(inserted);
    }
  }

  private void put(Connection connection, long id, long version, Random random)
      throws SQLException {
    String sql =
        """
        INSERT INTO "%s" (id, version, at, level)
        VALUES (?, ?, timestamptz '2024-05-01 00:00Z' + ? * interval '1 minute', ?)
        ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, level = EXCLUDED.level
        """
            .formatted(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, id);
      statement.setLong(2, version);
      statement.setInt(3, random.nextInt(7 * 24 * 60));
      statement.setDouble(4, random.nextDouble());
      statement.executeUpdate();
    }
  }

  /** Keeps the transaction open. */
  private static void pause(Connection connection, double seconds) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_sleep(%s)".formatted(seconds));
    }
  }

  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
  }
}
