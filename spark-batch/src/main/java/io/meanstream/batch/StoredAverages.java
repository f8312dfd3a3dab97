package io.meanstream.batch;

import com.mongodb.client.MongoCollection;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.bson.Document;
import scala.Tuple2;

/**
 * Reads stored averages, one by one, as tallies: those to be replaced as empty ones, the others in
 * full.
 */
final class StoredAverages implements Iterator<Tuple2<Slot, Tally>> {

  private static final int BATCH = 5_000;

  private final Iterator<AverageQuery> queries;
  private final Plan plan;
  private final AverageDocuments documents;
  private final MongoCollection<Document> averages;
  private final Tally nothing;
  private Iterator<Document> found = Collections.emptyIterator();
  private AverageQuery query;

  /** For use in a task, whose end closes the connection. */
  StoredAverages(Iterator<AverageQuery> queries, Store store, Plan plan) {
    this.queries = queries;
    this.plan = plan;
    this.documents = new AverageDocuments(plan);
    this.nothing = plan.emptyTally();
    this.averages =
        store.connectInTask().getDatabase(store.database()).getCollection(Averages.COLLECTION);
  }

  @Override
  public boolean hasNext() {
    while (!found.hasNext() && queries.hasNext()) {
      query = queries.next();
      found =
          averages
              .find(query.filter(plan.dataset()))
              .projection(query.fields())
              .batchSize(BATCH)
              .iterator();
    }
    return found.hasNext();
  }

  @Override
  public Tuple2<Slot, Tally> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Document document = found.next();
    return new Tuple2<>(
        documents.slotOf(document, query.group(), query.period()),
        query.withMoments() ? documents.tallyOf(document) : nothing);
  }
}
