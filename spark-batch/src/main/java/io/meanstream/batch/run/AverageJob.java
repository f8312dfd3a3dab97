package io.meanstream.batch.run;

import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.Average;
import io.meanstream.batch.average.Contribution;
import io.meanstream.batch.average.GroupBucket;
import io.meanstream.batch.average.GroupPartitioner;
import io.meanstream.batch.average.RollupIterator;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.rows.RowTallies;
import io.meanstream.batch.rows.StoredRows;
import io.meanstream.batch.store.AverageQuery;
import io.meanstream.batch.store.Store;
import io.meanstream.batch.store.StoredAverages;
import io.meanstream.catalog.dataset.Dataset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * Computes averages in one pass: read → tally → roll up.
 *
 * <p>One pass over the rows builds the tallies of the shortest periods. These and the stored
 * tallies of neighbouring days go to their group's task in time order, and the task rolls them up
 * to longer periods. So only tallies are shuffled, once, and no task holds more than one bucket per
 * period.
 */
final class AverageJob {

  private final SparkSession session;
  private final JavaSparkContext context;
  private final Store store;
  private final Dataset dataset;
  private final AggregationSpec spec;
  private final Scope scope;
  private final LongAccumulator rowsRead;

  AverageJob(SparkSession session, Store store, Dataset dataset, Scope scope) {
    this.session = session;
    this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.store = store;
    this.dataset = dataset;
    this.spec = AggregationSpec.of(dataset);
    this.scope = scope;
    this.rowsRead = session.sparkContext().longAccumulator("rows read");
  }

  /**
   * The averages of the scope and of the longer periods around it, evaluated lazily.
   *
   * @param days the days that are known to have rows, in order; others are read as well
   * @param hasAverages whether the store may contain averages of the dataset
   */
  JavaRDD<Average> averages(Collection<LocalDate> days, boolean hasAverages) {
    JavaPairRDD<GroupBucket, Contribution> tallies =
        tally(StoredRows.values(session, store, dataset, rowScope(), days));
    return rollUp(hasAverages ? tallies.union(storedTallies()) : tallies);
  }

  /** The number of rows read so far. */
  long rowsRead() {
    return rowsRead.value();
  }

  /** A grouping that keeps no days or hours needs the rows of its whole buckets. */
  private Scope rowScope() {
    return spec.groups().stream()
        .filter(group -> group.rollupSource().isEmpty())
        .map(group -> scope.widenedTo(group.periods()))
        .reduce(scope, Scope::union);
  }

  private JavaPairRDD<GroupBucket, Contribution> tally(org.apache.spark.sql.Dataset<Row> values) {
    AggregationSpec shared = spec;
    LongAccumulator counter = rowsRead;
    StructType columns = values.schema();
    // Spark's internal rows: making others takes longer than summing them up
    return values
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitionsToPair(
            part ->
                new RowTallies(
                    part, columns, shared, grouping -> List.of(grouping.base()), counter));
  }

  private JavaPairRDD<GroupBucket, Contribution> storedTallies() {
    Store from = store;
    AggregationSpec shared = spec;
    List<AverageQuery> queries = new ArrayList<>(AverageQuery.ofPrevious(spec, scope));
    queries.addAll(AverageQuery.ofNeighbours(spec, scope, rowScope()));
    int tasks = Math.min(queries.size(), context.defaultParallelism());
    return context
        .parallelize(queries, tasks)
        .mapPartitionsToPair(part -> new StoredAverages(part, from, shared));
  }

  private JavaRDD<Average> rollUp(JavaPairRDD<GroupBucket, Contribution> tallies) {
    AggregationSpec shared = spec;
    Scope of = scope;
    return tallies
        .repartitionAndSortWithinPartitions(new GroupPartitioner(context.defaultParallelism()))
        .mapPartitions(part -> new RollupIterator(part, shared, of));
  }
}
