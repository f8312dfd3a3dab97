package io.meanstream.batch.verify;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.Average;
import io.meanstream.batch.average.GroupBucket;
import io.meanstream.batch.average.GroupPartitioner;
import io.meanstream.batch.average.GroupingSpec;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.average.Tally;
import io.meanstream.batch.rows.ExpressionCheck;
import io.meanstream.batch.rows.RowTallies;
import io.meanstream.batch.rows.TimeSlices;
import io.meanstream.batch.rows.UserMistake;
import io.meanstream.batch.run.ProgressPrinter;
import io.meanstream.batch.run.RunFailedException;
import io.meanstream.batch.run.RunRequest;
import io.meanstream.batch.run.SparkEngine;
import io.meanstream.batch.run.Stopwatch;
import io.meanstream.batch.store.Store;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.period.Bucket;
import io.meanstream.protocol.CollectionNames;
import io.meanstream.protocol.DirtyDays;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.bson.BsonDocument;
import org.bson.Document;
import scala.Tuple2;

/**
 * Compares the visible averages with the stored rows and writes nothing.
 *
 * <p>It takes no lease, so it neither waits for a run nor delays one. Whatever changes meanwhile is
 * in periods with a dirty day, before or after; these wait for a run and are not compared.
 */
public final class Verification {

  /** More slices than cores, so that one slow slice does not leave the other cores idle. */
  private static final int SLICES_OF_A_CORE = 3;

  private final Dataset dataset;
  private final RunRequest request;
  private final Store store;
  private final MongoDatabase database;
  private final SparkEngine spark;
  private final ProgressPrinter progress;
  private final Stopwatch watch = new Stopwatch();

  public Verification(
      Dataset dataset,
      RunRequest request,
      Store store,
      MongoDatabase database,
      SparkEngine spark,
      PrintStream progress) {
    this.dataset = dataset;
    this.request = request;
    this.store = store;
    this.database = database;
    this.spark = spark;
    this.progress = new ProgressPrinter(dataset, progress);
  }

  /**
   * Verifies the periods within the requested days, or all.
   *
   * @throws UserMistake if an expression of the definition is wrong, or if the rows were stored
   *     with another key, time or zone
   */
  public VerificationReport run() {
    Document before = state();
    UserMistake.throwIfIdentityChanged(dataset, Optional.ofNullable(before.getString("identity")));
    if (!dataset.definitionHash().equals(before.getString("definition"))) {
      return print(
          VerificationReport.beforeFirstRun(dataset, days(before).size(), watch.seconds()));
    }
    try {
      return compare(before);
    } catch (Exception e) {
      // Scala's checked exceptions pass undeclared, so this is more than RuntimeException.
      throw e instanceof UserMistake mistake
          ? mistake
          : new RunFailedException(dataset.name() + ": verification", e);
    }
  }

  private VerificationReport compare(Document before) {
    SparkSession session = spark.sessionIn(dataset.zone());
    watch.lap("start");
    ExpressionCheck.check(session, dataset);
    watch.lap("check");
    progress.print("verifying the averages; nothing is changed");
    session.sparkContext().setJobDescription(dataset.name() + ": verification of the averages");
    Scope scope = request.verified(dataset.zone());
    LongAccumulator rowsRead = session.sparkContext().longAccumulator("rows read");
    JavaRDD<Comparison> comparisons =
        compare(session, scope, before, rowsRead).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      comparisons.count();
      watch.lap("compute");
      return judge(comparisons, rowsRead.value(), DirtyDays.between(days(before), days(state())));
    } finally {
      comparisons.unpersist();
    }
  }

  private JavaRDD<Comparison> compare(
      SparkSession session, Scope scope, Document before, LongAccumulator rowsRead) {
    return ShownAverages.read(
            JavaSparkContext.fromSparkContext(session.sparkContext()), store, dataset.name(), scope)
        .cogroup(recomputed(session, scope, before, rowsRead))
        .map(both -> Comparison.of(both._1(), both._2()._1(), both._2()._2()));
  }

  /**
   * The averages by ID, computed from rows only: each row counts in every period directly, and no
   * period is rolled up from shorter ones.
   */
  private JavaPairRDD<String, Recomputed> recomputed(
      SparkSession session, Scope scope, Document before, LongAccumulator rowsRead) {
    AggregationSpec spec = AggregationSpec.of(dataset);
    GroupPartitioner partitioner =
        new GroupPartitioner(session.sparkContext().defaultParallelism());
    org.apache.spark.sql.Dataset<Row> values =
        DriverRows.values(session, store, dataset, slices(session, scope, before));
    StructType columns = values.schema();
    return values
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitionsToPair(
            part -> new RowTallies(part, columns, spec, GroupingSpec::periods, rowsRead))
        .mapToPair(entry -> new Tuple2<>(entry._1(), (Tally) entry._2()))
        .reduceByKey(partitioner, Tally::plus)
        .map(entry -> averageOf(entry._1(), entry._2(), spec.zone()))
        .filter(average -> scope.holds(average.bucket()))
        .map(average -> Recomputed.of(average, spec))
        .keyBy(Recomputed::id);
  }

  private static Average averageOf(GroupBucket groupBucket, Tally tally, ZoneId zone) {
    Bucket bucket = groupBucket.period().bucketOf(Instant.ofEpochMilli(groupBucket.start()), zone);
    return new Average(groupBucket.group(), bucket, tally, Optional.empty());
  }

  private List<BsonDocument> slices(SparkSession session, Scope scope, Document before) {
    return TimeSlices.of(
        dataset,
        scope,
        days(before).keySet().stream().map(LocalDate::parse).sorted().toList(),
        session.sparkContext().defaultParallelism() * SLICES_OF_A_CORE);
  }

  private VerificationReport judge(JavaRDD<Comparison> all, long rowsRead, DirtyDays changing) {
    Scope waiting = Scope.of(dataset.zone(), changing.days());
    JavaRDD<Comparison> judged = all.filter(comparison -> !waiting.meets(comparison.time()));
    JavaRDD<Comparison> different = judged.filter(Comparison::isDifferent);
    return print(
        new VerificationReport(
            dataset.name(),
            rowsRead,
            judged.count(),
            different.count(),
            different.takeOrdered(VerificationReport.MOST_SHOWN, Comparison.BY_AVERAGE),
            changing.days().size(),
            false,
            watch.seconds()));
  }

  private VerificationReport print(VerificationReport report) {
    report.lines().forEach(progress::print);
    return report;
  }

  /** The dataset's document; empty if no rows were ever stored. */
  private Document state() {
    Document found =
        database
            .getCollection(CollectionNames.DATASETS)
            .find(Filters.eq("_id", dataset.name()))
            .first();
    return found == null ? new Document() : found;
  }

  private static Document days(Document state) {
    return state.get(DirtyDays.FIELD, new Document());
  }
}
