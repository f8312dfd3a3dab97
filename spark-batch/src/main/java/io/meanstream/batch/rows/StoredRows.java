package io.meanstream.batch.rows;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.store.Store;
import io.meanstream.catalog.dataset.Dataset;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.bson.BsonDocument;
import org.bson.codecs.configuration.CodecRegistries;

/**
 * Reads a dataset's rows from the store: only those of the scope, and only the fields that an
 * expression or a grouping needs.
 */
public final class StoredRows implements FlatMapFunction<BsonDocument, InternalRow> {

  private static final long serialVersionUID = 1L;
  private static final int BATCH = 5_000;

  /** More slices than cores, since days have different numbers of rows. */
  private static final int SLICES_OF_A_CORE = 3;

  private final Store store;
  private final String collection;
  private final List<StoredField> fields;

  private StoredRows(Store store, String collection, List<StoredField> fields) {
    this.store = store;
    this.collection = collection;
    this.fields = fields;
  }

  /**
   * The columns of {@link ValueColumns} of the rows in the scope.
   *
   * @param days the days that are known to have rows, in order; others are read as well
   */
  public static org.apache.spark.sql.Dataset<Row> values(
      SparkSession session, Store store, Dataset dataset, Scope scope, Collection<LocalDate> days) {
    AggregationSpec spec = AggregationSpec.of(dataset);
    Set<String> used =
        ValueColumns.inputs(
            session.createDataFrame(List.of(), RowSchema.of(dataset)), dataset, spec);
    return ValueColumns.select(read(session, store, dataset, used, scope, days), dataset, spec);
  }

  /** Some fields of the rows in the scope, with the columns of {@link RowSchema#of}. */
  static org.apache.spark.sql.Dataset<Row> read(
      SparkSession session,
      Store store,
      Dataset dataset,
      Set<String> names,
      Scope scope,
      Collection<LocalDate> days) {
    List<StoredField> fields =
        dataset.fields().stream()
            .filter(field -> names.contains(field.name()))
            .map(StoredField::of)
            .toList();
    int most = SLICES_OF_A_CORE * session.sparkContext().defaultParallelism();
    List<BsonDocument> slices = TimeSlices.of(dataset, scope, days, most);
    JavaRDD<InternalRow> rows =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .parallelize(slices, slices.size())
            .flatMap(new StoredRows(store, dataset.rowsCollection(), fields));
    StructType schema = RowSchema.of(fields);
    return session.internalCreateDataFrame(rows.rdd(), schema, false);
  }

  @Override
  public Iterator<InternalRow> call(BsonDocument slice) {
    MongoDatabase database = store.connectInTask().getDatabase(store.database());
    MongoCollection<InternalRow> rows =
        database
            .getCollection(collection, InternalRow.class)
            .withCodecRegistry(
                CodecRegistries.fromRegistries(
                    CodecRegistries.fromCodecs(new StoredRowCodec(fields)),
                    database.getCodecRegistry()));
    List<String> names = fields.stream().map(StoredField::name).toList();
    return rows.find(slice)
        .projection(Projections.fields(Projections.include(names), Projections.excludeId()))
        .batchSize(BATCH)
        .iterator();
  }
}
