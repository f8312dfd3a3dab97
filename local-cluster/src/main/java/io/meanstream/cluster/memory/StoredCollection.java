package io.meanstream.cluster.memory;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A collection that keeps its documents as bytes and finds them by index.
 *
 * <p>Every write is atomic: it holds this object's lock. A read takes the bytes that may match
 * under the lock and examines them without it, so that it sees every document as of one moment and
 * blocks no writer.
 */
final class StoredCollection extends AbstractMongoCollection<Integer> {
  /** By position; null if the document was removed. Positions are never reused. */
  private final List<byte[]> documents = new ArrayList<>();

  private int count;

  StoredCollection(
      MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
    super(database, name, options, cursors);
  }

  @Override
  protected QueryResult queryDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
    int needed = limit > 0 ? skip + limit : 0;
    Stream<Document> candidates =
        ends(query, orderBy, needed)
            .map(ends -> ends.map(Bytes::decode))
            .orElseGet(() -> matching(query));
    Stream<Document> found = limited(ordered(candidates, orderBy, needed), skip, limit);
    Stream<Document> projected = projected(found, projection);
    if (batchSize == 0) {
      return new QueryResult(projected::iterator);
    }
    return Batches.first(projected.iterator(), batchSize, cursorRegistry);
  }

  /** The matching documents, each decoded as it is taken from the stream. */
  Stream<Document> matching(Document query) {
    Stream<Document> candidates = candidates(query).stream().map(Bytes::decode);
    return query.isEmpty()
        ? candidates
        : candidates.filter(document -> documentMatchesQuery(document, query));
  }

  /**
   * The first so many of all documents in the order of an index's leading field; empty if there is
   * no such index.
   */
  private synchronized Optional<Stream<byte[]>> ends(Document query, Document orderBy, int needed) {
    if (!query.isEmpty() || needed == 0 || orderBy == null || orderBy.size() != 1) {
      return Optional.empty();
    }
    String field = orderBy.keySet().iterator().next();
    boolean isDescending = orderBy.get(field) instanceof Number order && order.intValue() < 0;
    return getIndexes().stream()
        .filter(SortedIndex.class::isInstance)
        .map(SortedIndex.class::cast)
        .filter(index -> index.isOrderOf(field))
        .findFirst()
        .map(index -> index.ends(needed, isDescending).mapToObj(documents::get).toList().stream());
  }

  private synchronized List<byte[]> candidates(Document query) {
    return narrow(query)
        .map(positions -> positions.mapToObj(documents::get))
        .orElseGet(documents::stream)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Positions that include all matches; empty if no index helps. */
  private Optional<IntStream> narrow(Document query) {
    Conditions conditions = Conditions.of(query);
    return byId(conditions).or(() -> byRange(conditions)).or(() -> byAlternatives(conditions));
  }

  private Optional<IntStream> byId(Conditions conditions) {
    String id = getIdField();
    if (id == null || getIndexes().isEmpty()) {
      return Optional.empty();
    }
    Index<Integer> index = getIndexes().get(0);
    return conditions.oneOf(id).map(values -> positions(index, id, values));
  }

  private static IntStream positions(Index<Integer> index, String id, Collection<?> values) {
    return values.stream()
        .distinct()
        .map(value -> index.getPosition(new Document(id, value)))
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue);
  }

  private Optional<IntStream> byRange(Conditions conditions) {
    return getIndexes().stream()
        .filter(SortedIndex.class::isInstance)
        .map(SortedIndex.class::cast)
        .filter(index -> index.narrowedBy(conditions) > 0)
        .max(Comparator.comparingInt(index -> index.narrowedBy(conditions)))
        .map(index -> index.positions(conditions));
  }

  private Optional<IntStream> byAlternatives(Conditions conditions) {
    return conditions.alternatives().stream()
        .map(this::union)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<IntStream> union(List<Document> branches) {
    Set<Integer> positions = new LinkedHashSet<>();
    for (Document branch : branches) {
      Optional<IntStream> narrowed = narrow(branch);
      if (narrowed.isEmpty()) {
        return Optional.empty();
      }
      narrowed.get().forEach(positions::add);
    }
    return Optional.of(positions.stream().mapToInt(Integer::intValue));
  }

  private static Stream<Document> ordered(
      Stream<Document> documents, Document orderBy, int needed) {
    Comparator<Document> comparator = deriveComparator(orderBy);
    if (comparator == null) {
      return isNaturalDescending(orderBy) ? Ordering.reversed(documents) : documents;
    }
    return needed > 0
        ? Ordering.first(needed, documents, comparator)
        : documents.sorted(comparator);
  }

  private static Stream<Document> limited(Stream<Document> documents, int skip, int limit) {
    Stream<Document> rest = skip > 0 ? documents.skip(skip) : documents;
    return limit > 0 ? rest.limit(limit) : rest;
  }

  private Stream<Document> projected(Stream<Document> documents, Document projection) {
    if (projection == null || projection.isEmpty()) {
      return documents;
    }
    return Inclusion.of(projection)
        .map(documents::map)
        .orElseGet(() -> documents.map(document -> project(document, projection)));
  }

  /** The library projects only documents that it has matched itself. */
  private Document project(Document document, Document projection) {
    Stream<Document> single = Stream.of(document);
    return matchDocumentsFromStream(new Document(), single, 0, 0, 0, null, projection)
        .iterator()
        .next();
  }

  @Override
  public int count(Document query, int skip, int limit) {
    if (query == null || query.isEmpty()) {
      return super.count(query, skip, limit);
    }
    return (int) limited(matching(query), skip, limit).count();
  }

  @Override
  public synchronized int count() {
    return count;
  }

  @Override
  protected synchronized Integer addDocumentInternal(Document document) {
    documents.add(Bytes.of(document));
    count++;
    return documents.size() - 1;
  }

  @Override
  protected void handleUpdate(Integer position, Document before, Document after) {
    documents.set(position, Bytes.of(after));
  }

  @Override
  protected void removeDocument(Integer position) {
    Document removed = getDocument(position);
    for (Index<Integer> index : getIndexes()) {
      if (index instanceof SortedIndex sorted) {
        sorted.remove(removed, position);
      }
    }
    documents.set(position, null);
    count--;
  }

  @Override
  protected Document getDocument(Integer position) {
    return Bytes.decode(documents.get(position));
  }

  @Override
  protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
    return IntStream.range(0, documents.size())
        .filter(position -> documents.get(position) != null)
        .mapToObj(position -> new DocumentWithPosition<>(getDocument(position), position));
  }

  @Override
  public synchronized void addDocument(Document document) {
    super.addDocument(document);
  }

  @Override
  public synchronized void removeDocument(Document document) {
    super.removeDocument(document);
  }

  @Override
  public synchronized void addIndex(Index<Integer> index) {
    super.addIndex(index);
  }

  @Override
  public synchronized void dropIndex(String indexName) {
    super.dropIndex(indexName);
  }

  @Override
  public synchronized Document findAndModify(Document query) {
    return super.findAndModify(query);
  }

  @Override
  public synchronized List<Document> insertDocuments(List<Document> added, boolean isOrdered) {
    return super.insertDocuments(added, isOrdered);
  }

  @Override
  public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
    return super.deleteDocuments(selector, limit, oplog);
  }

  @Override
  public synchronized Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters arrayFilters,
      boolean isMulti,
      boolean isUpsert,
      Oplog oplog) {
    return super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
  }

  @Override
  public synchronized void renameTo(MongoDatabase newDatabase, String newName) {
    super.renameTo(newDatabase, newName);
  }

  @Override
  protected QueryResult matchDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
    return queryDocuments(query, orderBy, skip, limit, batchSize, projection);
  }

  /** Tracking would encode every document again to learn its size, and overflow at 2 GiB. */
  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int sizeDelta) {
    throw new UnsupportedOperationException("sizes are not tracked");
  }

  @Override
  protected int getDataSize() {
    return 0;
  }
}
