package io.meanstream.batch;

import com.mongodb.spark.sql.connector.config.MongoConfig;
import io.meanstream.catalog.Dataset;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Reads a dataset's rows from the store: those of the scope alone, and of these only the fields
 * that some expression or group needs.
 */
final class StoredRows {

  private final SparkSession session;
  private final Store store;
  private final Partitioning partitioning;

  StoredRows(SparkSession session, Store store, Partitioning partitioning) {
    this.session = session;
    this.store = store;
    this.partitioning = partitioning;
  }

  /** The rows whose time is in the scope, with the columns that {@link ValueColumns} names. */
  org.apache.spark.sql.Dataset<Row> read(Dataset dataset, Scope scope) {
    org.apache.spark.sql.Dataset<Row> rows =
        session
            .read()
            .format("mongodb")
            .option(MongoConfig.CONNECTION_STRING_CONFIG, store.safeUri())
            .option(MongoConfig.DATABASE_NAME_CONFIG, store.database())
            .option(MongoConfig.COLLECTION_NAME_CONFIG, dataset.rowsCollection())
            .options(partitioning.options(dataset))
            .schema(RowSchema.of(dataset))
            .load();
    return scope.isEverything()
        ? rows
        : rows.where(within(ValueColumns.field(dataset.time()), scope.ranges()));
  }

  private static Column within(Column time, List<TimeRange> ranges) {
    return ranges.stream()
        .map(
            range ->
                time.geq(Timestamp.from(range.from())).and(time.lt(Timestamp.from(range.to()))))
        .reduce(Column::or)
        .orElse(functions.lit(false));
  }
}
