package io.meanstream.batch.verify;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.rows.RowSchema;
import io.meanstream.batch.rows.StoredRows;
import io.meanstream.batch.rows.ValueColumns;
import io.meanstream.batch.store.Store;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.value.FieldType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.Decimal128;

/**
 * Reads stored rows with the MongoDB driver and converts times to {@code java.time}. It shares no
 * conversion with {@link StoredRows}, which a verification must not trust.
 */
final class DriverRows implements FlatMapFunction<BsonDocument, Row> {

  private static final long serialVersionUID = 1L;

  /** The stored time in milliseconds since the epoch. No field can have this name. */
  private static final String TIME = "_time";

  private static final long MILLIS_OF_DAY = Duration.ofDays(1).toMillis();
  private static final int BATCH = 5_000;

  private final Store store;
  private final String collection;
  private final String time;
  private final List<String> names;
  private final List<FieldType> types;

  private DriverRows(Store store, Dataset dataset) {
    this.store = store;
    this.collection = dataset.rowsCollection();
    this.time = dataset.time();
    this.names = dataset.fields().stream().map(Field::name).toList();
    this.types = dataset.fields().stream().map(Field::type).toList();
  }

  /**
   * The rows of the slices, with the columns of {@link ValueColumns}.
   *
   * @param slices filters, one per task, that together match every row of the scope once
   */
  static org.apache.spark.sql.Dataset<Row> values(
      SparkSession session, Store store, Dataset dataset, List<BsonDocument> slices) {
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .parallelize(slices, slices.size())
            .flatMap(new DriverRows(store, dataset));
    StructType columns = RowSchema.of(dataset).add(TIME, DataTypes.LongType);
    return ValueColumns.select(
        session.createDataFrame(rows, columns),
        functions.col(TIME),
        dataset,
        AggregationSpec.of(dataset));
  }

  @Override
  public Iterator<Row> call(BsonDocument slice) {
    MongoCollection<Document> rows =
        store.connectInTask().getDatabase(store.database()).getCollection(collection);
    return rows.find(slice)
        .projection(Projections.fields(Projections.include(names), Projections.excludeId()))
        .batchSize(BATCH)
        .map(this::row)
        .iterator();
  }

  private Row row(Document document) {
    Object[] values = new Object[names.size() + 1];
    for (int field = 0; field < names.size(); field++) {
      Object stored = document.get(names.get(field));
      values[field] = stored == null ? null : valueOf(types.get(field), stored);
    }
    values[names.size()] = document.getDate(time).getTime();
    return RowFactory.create(values);
  }

  /** An earlier definition may have stored numbers and texts with another type. */
  private static Object valueOf(FieldType type, Object stored) {
    return switch (type) {
      case STRING -> stored instanceof Date time ? time.toInstant().toString() : stored.toString();
      case INTEGER -> ((Number) stored).longValue();
      case DOUBLE -> ((Number) stored).doubleValue();
      case BOOLEAN -> stored;
      case DECIMAL ->
          stored instanceof Decimal128 number
              ? number.bigDecimalValue()
              : new BigDecimal(stored.toString());
      case TIMESTAMP -> Instant.ofEpochMilli(((Date) stored).getTime());
      case DATE -> LocalDate.ofEpochDay(Math.floorDiv(((Date) stored).getTime(), MILLIS_OF_DAY));
    };
  }
}
