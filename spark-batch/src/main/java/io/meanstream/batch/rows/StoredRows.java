package io.meanstream.batch.rows;

import com.mongodb.client.model.Aggregates;
import com.mongodb.spark.sql.connector.config.MongoConfig;
import com.mongodb.spark.sql.connector.config.ReadConfig;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.store.Store;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.value.FieldType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * Reads a dataset's rows from the store: only those of the scope, and only the fields that an
 * expression or a grouping needs.
 */
public final class StoredRows {

  private static final long MILLIS_OF_DAY = Duration.ofDays(1).toMillis();

  private final SparkSession session;
  private final Store store;
  private final Partitioning partitioning;

  public StoredRows(SparkSession session, Store store, Partitioning partitioning) {
    this.session = session;
    this.store = store;
    this.partitioning = partitioning;
  }

  /**
   * The rows in the scope, with the columns of {@link RowSchema#of}.
   *
   * @param days the days that are known to have rows, in order; others are read as well
   */
  public org.apache.spark.sql.Dataset<Row> read(
      Dataset dataset, Scope scope, Collection<LocalDate> days) {
    int slices = partitioning.slices(session.sparkContext().defaultParallelism());
    return TimeSlices.of(dataset, scope, days, slices).stream()
        .map(slice -> typed(dataset, read(dataset, slice)))
        .reduce(org.apache.spark.sql.Dataset::union)
        .orElseThrow();
  }

  private org.apache.spark.sql.Dataset<Row> read(Dataset dataset, BsonDocument slice) {
    DataFrameReader reader =
        session
            .read()
            .format("mongodb")
            .option(MongoConfig.CONNECTION_STRING_CONFIG, store.safeUri())
            .option(MongoConfig.DATABASE_NAME_CONFIG, store.database())
            .option(MongoConfig.COLLECTION_NAME_CONFIG, dataset.rowsCollection())
            .options(partitioning.options(dataset))
            .schema(RowSchema.stored(dataset));
    if (!slice.isEmpty()) {
      reader.option(ReadConfig.AGGREGATION_PIPELINE_CONFIG, match(slice));
    }
    return reader.load();
  }

  /**
   * A pipeline stage for the server: the connector does not push filters on converted dates down.
   */
  private static String match(BsonDocument condition) {
    return Aggregates.match(condition)
        .toBsonDocument()
        .toJson(JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build());
  }

  private static org.apache.spark.sql.Dataset<Row> typed(
      Dataset dataset, org.apache.spark.sql.Dataset<Row> rows) {
    org.apache.spark.sql.Dataset<Row> typed = rows;
    for (Field field : dataset.fields()) {
      Column stored = ValueColumns.field(field.name());
      if (field.type() == FieldType.DATE) {
        typed = typed.withColumn(field.name(), dateOf(stored));
      } else if (field.type() == FieldType.TIMESTAMP) {
        typed = typed.withColumn(field.name(), functions.timestamp_millis(stored));
      }
    }
    return typed;
  }

  /** Dates are stored as midnight UTC. */
  private static Column dateOf(Column millis) {
    return functions.date_from_unix_date(
        functions.floor(millis.divide(MILLIS_OF_DAY)).cast(DataTypes.IntegerType));
  }
}
