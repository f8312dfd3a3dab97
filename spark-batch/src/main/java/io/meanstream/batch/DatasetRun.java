package io.meanstream.batch;

import com.mongodb.client.MongoDatabase;
import io.meanstream.catalog.Dataset;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * A run over one dataset: take the lease and the marks, compute and write the averages of the days
 * that need it, put them into effect, clear the marks.
 */
final class DatasetRun {

  private final Dataset dataset;
  private final RunRequest request;
  private final Store store;
  private final MongoDatabase database;
  private final Leases leases;
  private final RunLog log;
  private final SparkEngine spark;
  private final PrintStream notes;
  private final Stopwatch watch = new Stopwatch();

  DatasetRun(
      Dataset dataset,
      RunRequest request,
      Store store,
      MongoDatabase database,
      Leases leases,
      SparkEngine spark,
      PrintStream notes) {
    this.dataset = dataset;
    this.request = request;
    this.store = store;
    this.database = database;
    this.leases = leases;
    this.log = new RunLog(database);
    this.spark = spark;
    this.notes = notes;
  }

  /**
   * Runs to the end.
   *
   * @param owner who runs it, for people to read
   * @throws LeaseHeldException if another run is under way
   * @throws LostLeaseException if another run has taken over
   * @throws InvalidExpressionException if the definition's expressions are wrong
   * @throws ChangedIdentityException if rows are stored by another key, time or zone
   */
  RunReport run(String owner) {
    Optional<Run> taken = leases.take(dataset.name(), owner);
    watch.lap("lease");
    if (taken.isEmpty()) {
      say("no row is stored yet");
      return new RunReport(dataset.name(), 0, 0, 0, 0, watch.seconds());
    }
    Run run = taken.get();
    try (Heartbeat heartbeat = new Heartbeat(leases, run, spark::cancelJobs)) {
      return tryRun(run, heartbeat);
    }
  }

  private RunReport tryRun(Run run, Heartbeat heartbeat) {
    Scope scope = request.scopeOf(run, dataset);
    log.began(run, request, scope);
    try {
      ChangedIdentityException.throwIfChanged(dataset, run);
      RunReport report = scope.isEmpty() ? finishWithoutWork(run) : compute(run, scope);
      log.done(run, report, spark.applicationId());
      return report;
    } catch (Exception e) {
      // Scala's checked exceptions pass undeclared, so this is more than RuntimeException.
      throw fail(run, heartbeat, e);
    }
  }

  private RunReport finishWithoutWork(Run run) {
    say("no day was touched since the last run");
    complete(run);
    return new RunReport(dataset.name(), run.number(), 0, 0, 0, watch.seconds());
  }

  private RunReport compute(Run run, Scope scope) {
    SparkSession session = spark.sessionIn(dataset.zone());
    watch.lap("start");
    ExpressionCheck.check(session, dataset);
    watch.lap("check");
    int days = scope.size().orElse(run.knownDays());
    say("run %d computes the averages of %,d days".formatted(run.number(), days));
    Averages averages = new Averages(database, Plan.of(dataset), scope);
    averages.createIndex();
    session.sparkContext().setJobDescription("%s, run %d".formatted(dataset.name(), run.number()));
    AverageJob.Outcome outcome =
        new AverageJob(session, store, dataset, scope)
            .run(run.number(), Partitioning.forServer(database, dataset), averages.areThere());
    watch.lap("compute");
    publish(run, averages);
    watch.lap("publish");
    say(
        "%,d rows read, %,d averages written in %.1f s"
            .formatted(outcome.rowsRead(), outcome.averagesWritten(), watch.total()));
    return new RunReport(
        dataset.name(),
        run.number(),
        days,
        outcome.rowsRead(),
        outcome.averagesWritten(),
        watch.seconds());
  }

  /**
   * All averages are written now. If the lease still holds, then a later run sees the new ones and
   * writes over them, so that they may be shown whatever happens next.
   */
  private void publish(Run run, Averages averages) {
    if (!leases.renew(run)) {
      throw new LostLeaseException(run);
    }
    averages.reveal(run.number());
    averages.removeLeftovers(run.number());
    complete(run);
  }

  private void complete(Run run) {
    if (!leases.complete(run, dataset.definitionHash())) {
      throw new LostLeaseException(run);
    }
  }

  private RuntimeException fail(Run run, Heartbeat heartbeat, Exception cause) {
    boolean lost = heartbeat.isLost() || !leases.release(run);
    RuntimeException failure = lost ? new LostLeaseException(run) : failureOf(run, cause);
    log.failed(run, lost, failure.getMessage());
    return failure;
  }

  private static RuntimeException failureOf(Run run, Exception cause) {
    return cause instanceof UserMistake mistake ? mistake : new RunFailedException(run, cause);
  }

  private void say(String sentence) {
    notes.printf("%s: %s%n", dataset.name(), sentence);
  }
}
