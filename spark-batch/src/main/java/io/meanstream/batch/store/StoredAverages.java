package io.meanstream.batch.store;

import com.mongodb.client.MongoCollection;
import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.Contribution;
import io.meanstream.batch.average.GroupBucket;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.bson.Document;
import scala.Tuple2;

/** Streams stored averages: row counts of those to replace, tallies of the others. */
public final class StoredAverages implements Iterator<Tuple2<GroupBucket, Contribution>> {

  private static final int BATCH = 5_000;

  private final Iterator<AverageQuery> queries;
  private final AggregationSpec spec;
  private final AverageDocuments documents;
  private final MongoCollection<Document> averages;
  private Iterator<Document> found = Collections.emptyIterator();
  private AverageQuery query;

  /** For use in a Spark task, whose end closes the connection. */
  public StoredAverages(Iterator<AverageQuery> queries, Store store, AggregationSpec spec) {
    this.queries = queries;
    this.spec = spec;
    this.documents = new AverageDocuments(spec);
    this.averages =
        store.connectInTask().getDatabase(store.database()).getCollection(Averages.COLLECTION);
  }

  @Override
  public boolean hasNext() {
    while (!found.hasNext() && queries.hasNext()) {
      query = queries.next();
      found =
          averages
              .find(query.filter(spec.dataset()))
              .projection(query.fields())
              .batchSize(BATCH)
              .iterator();
    }
    return found.hasNext();
  }

  @Override
  public Tuple2<GroupBucket, Contribution> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Document document = found.next();
    return new Tuple2<>(
        documents.groupBucketOf(document, query.group(), query.period()),
        query.withMoments() ? documents.tallyOf(document) : AverageDocuments.previousOf(document));
  }
}
