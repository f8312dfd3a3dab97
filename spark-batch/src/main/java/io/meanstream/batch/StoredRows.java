package io.meanstream.batch;

import com.mongodb.spark.sql.connector.config.MongoConfig;
import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.Field;
import io.meanstream.catalog.FieldType;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Reads a dataset's rows from the store: those of the scope alone, and of these only the fields
 * that some expression or group needs.
 */
final class StoredRows {

  private static final long MILLIS_OF_DAY = Duration.ofDays(1).toMillis();

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
            .schema(RowSchema.stored(dataset))
            .load();
    return withDates(
        dataset,
        scope.isEverything()
            ? rows
            : rows.where(within(ValueColumns.field(dataset.time()), scope.ranges())));
  }

  private static org.apache.spark.sql.Dataset<Row> withDates(
      Dataset dataset, org.apache.spark.sql.Dataset<Row> rows) {
    org.apache.spark.sql.Dataset<Row> withDates = rows;
    for (Field field : dataset.fields()) {
      if (field.type() == FieldType.DATE) {
        withDates = withDates.withColumn(field.name(), dateOf(ValueColumns.field(field.name())));
      }
    }
    return withDates;
  }

  /** The date whose midnight in UTC is stored. */
  private static Column dateOf(Column millis) {
    return functions.date_from_unix_date(
        functions.floor(millis.divide(MILLIS_OF_DAY)).cast(DataTypes.IntegerType));
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
