package io.meanstream.batch.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Starts Spark on first use, since most scheduled runs find no dirty days. It can be used again
 * after it was closed.
 */
public final class SparkEngine implements AutoCloseable {

  /** Defaults for one short job; spark-submit and the command line take precedence. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "spark.app.name", "meanstream-batch",
          "spark.master", "local[*]",
          "spark.log.level", "WARN",
          "spark.ui.enabled", "false",
          "spark.sql.catalogImplementation", "in-memory");

  /** In local mode nothing else connects, and an offline laptop may not resolve its own name. */
  private static final Map<String, String> LOOPBACK =
      Map.of("spark.driver.host", "127.0.0.1", "spark.driver.bindAddress", "127.0.0.1");

  private volatile SparkSession session;
  private Optional<String> eventLog = Optional.empty();

  /**
   * Makes Spark write event logs for its history server.
   *
   * @param folder a path, created if missing, or the URL of an existing folder
   * @throws UncheckedIOException if the path is not a folder
   */
  public void logEventsTo(String folder) {
    eventLog = Optional.of(folder.contains("://") ? folder : made(Path.of(folder)));
  }

  private static String made(Path folder) {
    try {
      return Files.createDirectories(folder).toUri().toString();
    } catch (IOException e) {
      throw new UncheckedIOException("--event-log: %s is not a folder".formatted(folder), e);
    }
  }

  /** A session whose expressions use the local time of this zone. */
  public SparkSession sessionIn(ZoneId zone) {
    if (session == null) {
      SparkConf conf = new SparkConf();
      DEFAULTS.forEach(conf::setIfMissing);
      if (conf.get("spark.master").startsWith("local")) {
        LOOPBACK.forEach(conf::setIfMissing);
      }
      eventLog.ifPresent(
          folder -> conf.set("spark.eventLog.enabled", "true").set("spark.eventLog.dir", folder));
      session = SparkSession.builder().config(conf).getOrCreate();
    }
    session.conf().set("spark.sql.session.timeZone", zone.getId());
    // java.sql's classes keep the Julian calendar before 1582-10-15
    session.conf().set("spark.sql.datetime.java8API.enabled", true);
    return session;
  }

  /** Spark's application ID, if Spark was started. */
  Optional<String> applicationId() {
    return Optional.ofNullable(session).map(started -> started.sparkContext().applicationId());
  }

  /** Cancels the running jobs, which then fail. May be called from another thread. */
  void cancelJobs() {
    if (session != null) {
      session.sparkContext().cancelAllJobs();
    }
  }

  @Override
  public void close() {
    if (session != null) {
      session.stop();
      session = null;
    }
  }
}
