package io.meanstream.batch.run;

import static io.meanstream.batch.run.ProgressPrinter.plural;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.rows.ExpressionCheck;
import io.meanstream.batch.rows.UserMistake;
import io.meanstream.batch.store.AverageWriter;
import io.meanstream.batch.store.Averages;
import io.meanstream.batch.store.RowTimes;
import io.meanstream.batch.store.Store;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.period.Period;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.bson.Document;

/**
 * A run over one dataset: takes the lease and reads the dirty days, computes and writes their
 * averages, makes them visible and marks the days as done.
 */
public final class DatasetRun {

  private final Dataset dataset;
  private final RunRequest request;
  private final Store store;
  private final MongoDatabase database;
  private final Leases leases;
  private final RunLog log;
  private final SparkEngine spark;
  private final ProgressPrinter progress;
  private final Stopwatch watch = new Stopwatch();

  public DatasetRun(
      Dataset dataset,
      RunRequest request,
      Store store,
      MongoDatabase database,
      Leases leases,
      SparkEngine spark,
      PrintStream progress) {
    this.dataset = dataset;
    this.request = request;
    this.store = store;
    this.database = database;
    this.leases = leases;
    this.log = new RunLog(database, request.record());
    this.spark = spark;
    this.progress = new ProgressPrinter(dataset, progress);
  }

  /**
   * Runs to completion.
   *
   * @param owner names this process for people
   * @throws LeaseHeldException if another run is in progress
   * @throws LostLeaseException if another run has taken over
   * @throws UserMistake if an expression of the definition is wrong, or if the rows were stored
   *     with another key, time or zone
   */
  public RunReport run(String owner) {
    Instant latest = dataset.latest(Instant.now());
    // Read before the dirty days: a later row of a period that this one ends is late.
    Optional<Instant> newest = newestRow(latest);
    Optional<Run> taken = leases.take(dataset.name(), owner);
    watch.lap("lease");
    if (taken.isEmpty()) {
      progress.print("no rows are stored yet");
      return new RunReport(dataset.name(), 0, 0, 0, 0, watch.seconds());
    }
    Run run = taken.get();
    try (Heartbeat heartbeat = new Heartbeat(leases, run, spark::cancelJobs)) {
      return tryRun(run, newest, heartbeat);
    }
  }

  private RunReport tryRun(Run run, Optional<Instant> newest, Heartbeat heartbeat) {
    Scope scope = request.scopeOf(run, dataset);
    log.began(run, request, scope);
    try {
      UserMistake.throwIfIdentityChanged(dataset, run.identity());
      RunReport report =
          scope.isEmpty() ? finishWithoutWork(run, newest) : compute(run, scope, newest);
      log.done(run, report, spark.applicationId());
      return report;
    } catch (Exception e) {
      // Scala's checked exceptions pass undeclared, so this is more than RuntimeException.
      throw fail(run, heartbeat, e);
    }
  }

  private RunReport finishWithoutWork(Run run, Optional<Instant> newest) {
    progress.print("no days changed since the last run");
    complete(run, newest);
    return new RunReport(dataset.name(), run.number(), 0, 0, 0, watch.seconds());
  }

  private RunReport compute(Run run, Scope scope, Optional<Instant> newest) {
    SparkSession session = spark.sessionIn(dataset.zone());
    watch.lap("start");
    ExpressionCheck.check(session, dataset);
    watch.lap("check");
    List<LocalDate> known = scope.days().orElse(run.knownDays());
    int days = known.size();
    progress.print(
        "run %d computes the averages of %s".formatted(run.number(), plural(days, "day")));
    Averages averages = new Averages(database, dataset.name());
    averages.createIndexes();
    averages.removePending(run.number());
    session
        .sparkContext()
        .setJobDescription(
            "%s, run %d: averages of %s"
                .formatted(dataset.name(), run.number(), plural(days, "day")));
    AverageJob job = new AverageJob(session, store, dataset, scope);
    LongAccumulator written = session.sparkContext().longAccumulator("averages written");
    job.averages(known, averages.areThere())
        .foreachPartition(
            new AverageWriter(store, AggregationSpec.of(dataset), run.stamp(dataset), written));
    watch.lap("compute");
    publish(run, scope, newest, averages);
    watch.lap("publish");
    progress.print(
        "%s read, %s written in %.1f s"
            .formatted(
                plural(job.rowsRead(), "row"), plural(written.value(), "average"), watch.total()));
    return new RunReport(
        dataset.name(), run.number(), days, job.rowsRead(), written.value(), watch.seconds());
  }

  /**
   * Makes the averages visible; all of them are written by now. If the lease still holds, every
   * later run sees them and overwrites them, so showing them is safe whatever happens next.
   */
  private void publish(Run run, Scope scope, Optional<Instant> newest, Averages averages) {
    if (!leases.renew(run)) {
      throw new LostLeaseException(run);
    }
    averages.reveal(run.number());
    if (scope.isEverything()) {
      averages.removeOlderThan(run.number());
    }
    complete(run, newest);
  }

  /** Records how far the rows reach, which is less far than before if a wrong row was corrected. */
  private void complete(Run run, Optional<Instant> newest) {
    Averages averages = new Averages(database, dataset.name());
    Optional<RowTimes> times = newest.flatMap(stored -> averages.rowTimes(finestPeriod(), stored));
    Optional<Instant> reached = times.map(RowTimes::newest);
    ReachHistory before = run.reached().upTo(reached);
    if (!before.equals(run.reached())) {
      // A wrong row ended periods too early. A difference of a few hours does not indicate a wrong
      // row.
      boolean isSameDay = reached.map(this::dayOf).equals(run.reached().now().map(this::dayOf));
      averages.forgetLate(isSameDay ? reached : before.now(), run.number());
    }
    if (!leases.complete(
        run, dataset.definitionHash(), times.map(RowTimes::oldest), before.plus(reached))) {
      throw new LostLeaseException(run);
    }
  }

  private LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, dataset.zone());
  }

  /** The shortest period of the overall averages. */
  private Period finestPeriod() {
    return AggregationSpec.of(dataset).groups().stream()
        .filter(group -> group.by().isEmpty())
        .map(group -> group.periods().get(0))
        .findFirst()
        .orElseThrow();
  }

  private Optional<Instant> newestRow(Instant latest) {
    Document newest =
        database
            .getCollection(dataset.rowsCollection())
            .find(Filters.lte(dataset.time(), Date.from(latest)))
            .sort(Sorts.descending(dataset.time()))
            .projection(Projections.include(dataset.time()))
            .first();
    return Optional.ofNullable(newest).map(row -> row.getDate(dataset.time()).toInstant());
  }

  private RuntimeException fail(Run run, Heartbeat heartbeat, Exception cause) {
    RuntimeException failure = failureOf(run, cause);
    try {
      boolean lost = heartbeat.isLost() || !leases.release(run);
      failure = lost ? new LostLeaseException(run) : failure;
      log.failed(run, lost, failure.getMessage(), spark.applicationId());
    } catch (MongoException e) {
      // The store is gone as well. The lease expires on its own.
      failure.addSuppressed(e);
    }
    return failure;
  }

  private static RuntimeException failureOf(Run run, Exception cause) {
    return cause instanceof UserMistake mistake ? mistake : new RunFailedException(run, cause);
  }
}
