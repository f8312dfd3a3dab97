package io.meanstream.batch;

import io.meanstream.catalog.Dataset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * One Spark job: read → tally → roll up → write.
 *
 * <p>One pass over the rows gathers the tallies of the shortest periods; these and the stored ones
 * of the days around go to the task of their group in the order of time, which makes the longer
 * periods of them and writes all. So there is one shuffle, of tallies, and no task holds more than
 * one bucket of each period.
 */
final class AverageJob {

  private final SparkSession session;
  private final JavaSparkContext context;
  private final Store store;
  private final Dataset dataset;
  private final Plan plan;
  private final Scope scope;

  AverageJob(SparkSession session, Store store, Dataset dataset, Scope scope) {
    this.session = session;
    this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.store = store;
    this.dataset = dataset;
    this.plan = Plan.of(dataset);
    this.scope = scope;
  }

  /**
   * Computes the averages of the scope and of the periods around it, and writes them as the run's.
   *
   * @param hasAverages whether the store may have averages of the dataset
   */
  Outcome run(long number, Partitioning partitioning, boolean hasAverages) {
    LongAccumulator rowsRead = session.sparkContext().longAccumulator();
    LongAccumulator written = session.sparkContext().longAccumulator();
    org.apache.spark.sql.Dataset<Row> rows =
        new StoredRows(session, store, partitioning).read(dataset, rowScope());
    JavaPairRDD<Slot, Tally> tallies = tally(ValueColumns.select(rows, dataset, plan), rowsRead);
    if (hasAverages) {
      tallies = tallies.union(storedTallies());
    }
    rollUp(tallies)
        .foreachPartition(new AverageWriter(store, plan, number, Instant.now(), written));
    return new Outcome(rowsRead.value(), written.value());
  }

  /** Whole buckets are read of a group that is kept for no period as short as a day. */
  private Scope rowScope() {
    return plan.groups().stream()
        .filter(group -> !group.keepsBase())
        .map(group -> scope.widenedTo(group.periods()))
        .reduce(scope, Scope::and);
  }

  private JavaPairRDD<Slot, Tally> tally(
      org.apache.spark.sql.Dataset<Row> values, LongAccumulator rowsRead) {
    Plan shared = plan;
    return values.javaRDD().mapPartitionsToPair(part -> new RowTallies(part, shared, rowsRead));
  }

  private JavaPairRDD<Slot, Tally> storedTallies() {
    Store from = store;
    Plan shared = plan;
    List<AverageQuery> queries = new ArrayList<>(AverageQuery.ofReplaced(plan, scope));
    queries.addAll(AverageQuery.ofNeighbours(plan, scope, rowScope()));
    int tasks = Math.min(queries.size(), context.defaultParallelism());
    return context
        .parallelize(queries, tasks)
        .mapPartitionsToPair(part -> new StoredAverages(part, from, shared));
  }

  private JavaRDD<Average> rollUp(JavaPairRDD<Slot, Tally> tallies) {
    Plan shared = plan;
    Scope of = scope;
    return tallies
        .repartitionAndSortWithinPartitions(new GroupPartitioner(context.defaultParallelism()))
        .mapPartitions(part -> new Ladder(part, shared, of));
  }

  /** How much a run has read and written. */
  record Outcome(long rowsRead, long averagesWritten) {}
}
