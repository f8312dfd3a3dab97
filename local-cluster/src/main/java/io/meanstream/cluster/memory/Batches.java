package io.meanstream.cluster.memory;

import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The rest of a result, returned in batches far below the 48 MB that a driver accepts in one reply.
 * A client may ask for the next one over another connection.
 */
final class Batches implements Cursor {
  /** The size of the first batch unless the client sets one, as in MongoDB. */
  static final int FIRST = 101;

  private static final long MOST_BYTES = 16_000_000;
  private static final long MOST_BYTES_OF_A_CHAR = 3;

  private final long id;
  private final Iterator<Document> rest;

  private Batches(long id, Iterator<Document> rest) {
    this.id = id;
    this.rest = rest;
  }

  /** The first batch, and a cursor if there is more. */
  static QueryResult first(Iterator<Document> result, int batchSize, CursorRegistry cursors) {
    Batches batches = new Batches(cursors.generateCursorId(), result);
    List<Document> first = batches.takeDocuments(batchSize);
    if (batches.isEmpty()) {
      return new QueryResult(first);
    }
    cursors.add(batches);
    return new QueryResult(first, batches);
  }

  @Override
  public long getId() {
    return id;
  }

  @Override
  public synchronized boolean isEmpty() {
    return !rest.hasNext();
  }

  /** The next documents: this many, or as many as fit into a batch if the number is 0. */
  @Override
  public synchronized List<Document> takeDocuments(int atMost) {
    List<Document> taken = new ArrayList<>();
    long bytes = 0;
    while (rest.hasNext() && bytes < MOST_BYTES && (atMost == 0 || taken.size() < atMost)) {
      Document next = rest.next();
      bytes += size(next);
      taken.add(next);
    }
    return taken;
  }

  /** At most about this length as BSON; the exact one would require encoding it twice. */
  private static long size(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .mapToLong(entry -> 2 + size(entry.getKey()) + size(entry.getValue()))
          .sum();
    }
    if (value instanceof Collection<?> values) {
      return values.stream().mapToLong(element -> 8 + size(element)).sum();
    }
    if (value instanceof byte[] bytes) {
      return 5 + bytes.length;
    }
    if (value instanceof BinData data) {
      return 5 + data.getData().length;
    }
    return value instanceof String text ? 5 + MOST_BYTES_OF_A_CHAR * text.length() : 16;
  }
}
