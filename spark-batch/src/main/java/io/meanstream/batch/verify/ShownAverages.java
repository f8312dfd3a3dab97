package io.meanstream.batch.verify;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.average.TimeRange;
import io.meanstream.batch.store.AverageDocuments;
import io.meanstream.batch.store.Averages;
import io.meanstream.batch.store.Store;
import io.meanstream.catalog.period.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.bson.Document;
import org.bson.conversions.Bson;
import scala.Tuple2;

/** Reads all visible averages of a dataset by ID, also those that its definition no longer has. */
final class ShownAverages implements PairFlatMapFunction<Period, String, Document> {

  private static final long serialVersionUID = 1L;
  private static final int BATCH = 5_000;

  private final Store store;
  private final String dataset;
  private final Scope scope;

  private ShownAverages(Store store, String dataset, Scope scope) {
    this.store = store;
    this.dataset = dataset;
    this.scope = scope;
  }

  /** The averages whose periods lie in the scope. */
  static JavaPairRDD<String, Document> read(
      JavaSparkContext context, Store store, String dataset, Scope scope) {
    List<Period> periods = Arrays.asList(Period.values());
    return context
        .parallelize(periods, periods.size())
        .flatMapToPair(new ShownAverages(store, dataset, scope));
  }

  @Override
  public Iterator<Tuple2<String, Document>> call(Period period) {
    MongoCollection<Document> averages =
        store.connectInTask().getDatabase(store.database()).getCollection(Averages.COLLECTION);
    return averages
        .find(filter(period))
        .batchSize(BATCH)
        .map(average -> new Tuple2<>(average.getString("_id"), average))
        .iterator();
  }

  private Bson filter(Period period) {
    List<Bson> filters = new ArrayList<>();
    filters.add(Filters.eq("dataset", dataset));
    filters.add(Filters.eq("period", period.id()));
    filters.add(Filters.exists(AverageDocuments.PENDING_COUNT, false));
    filters.add(Filters.or(Filters.gt("count", 0L), Filters.ne("excluded", new Document())));
    if (!scope.isEverything()) {
      filters.add(Filters.or(scope.ranges().stream().map(ShownAverages::liesIn).toList()));
    }
    return Filters.and(filters);
  }

  private static Bson liesIn(TimeRange range) {
    return Filters.and(
        Filters.gte("start", Date.from(range.from())), Filters.lte("end", Date.from(range.to())));
  }
}
