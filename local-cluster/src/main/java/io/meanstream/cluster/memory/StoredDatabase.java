package io.meanstream.cluster.memory;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A database whose commands respond like MongoDB's where the library's differ. */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Integer> {
  /** Stages that map a stream of documents to another without side effects. */
  private static final Set<String> STREAMED =
      Set.of(
          "$match",
          "$project",
          "$sort",
          "$skip",
          "$limit",
          "$group",
          "$count",
          "$unwind",
          "$addFields",
          "$unset",
          "$replaceRoot",
          "$sample",
          "$sortByCount",
          "$bucket");

  StoredDatabase(String name, CursorRegistry cursors) {
    super(name, cursors);
    initializeNamespacesAndIndexes();
  }

  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    return switch (command) {
      case "find" -> {
        query.putIfAbsent("batchSize", Batches.FIRST);
        yield super.handleCommand(channel, command, query, databases, oplog);
      }
      case "insert" ->
          counted(query, super.handleCommand(channel, command, query, databases, oplog));
      case "aggregate" ->
          isStreamed(query)
              ? aggregate(query, databases, oplog)
              : super.handleCommand(channel, command, query, databases, oplog);
      default -> super.handleCommand(channel, command, query, databases, oplog);
    };
  }

  /** Counts the inserted documents; the library counts the requested ones. */
  private static Document counted(Document insert, Document reply) {
    if (reply.get("writeErrors") instanceof List<?> errors && !errors.isEmpty()) {
      int asked = ((List<?>) insert.get("documents")).size();
      boolean ordered = Utils.isTrue(insert.getOrDefault("ordered", true));
      Object firstError = ((Document) errors.get(0)).get("index");
      reply.put("n", ordered ? firstError : asked - errors.size());
    }
    return reply;
  }

  private boolean isStreamed(Document query) {
    return query.get("aggregate") instanceof String name
        && resolveCollection(name, false) instanceof StoredCollection
        && Aggregation.parse(query.get("pipeline")).stream()
            .allMatch(stage -> STREAMED.containsAll(stage.keySet()));
  }

  /**
   * Returns a cursor and uses the indexes; the library returns everything in one reply and scans
   * the collection.
   */
  private Document aggregate(Document query, DatabaseResolver databases, Oplog oplog) {
    StoredCollection collection =
        (StoredCollection) resolveCollection((String) query.get("aggregate"), true);
    List<Document> stages = Aggregation.parse(query.get("pipeline"));
    List<Document> matches = leadingMatches(stages);
    Stream<Document> source =
        collection.matching(matches.isEmpty() ? new Document() : new Document("$and", matches));
    List<Document> rest = stages.subList(matches.size(), stages.size());
    Optional<Inclusion> inclusion = leadingInclusion(rest);
    Stream<Document> result =
        Aggregation.fromPipeline(
                rest.subList(inclusion.isPresent() ? 1 : 0, rest.size()),
                databases,
                this,
                collection,
                oplog)
            .runStagesAsStream(inclusion.map(source::map).orElse(source));
    return reply(collection, Batches.first(result.iterator(), batchSize(query), cursorRegistry));
  }

  private static Optional<Inclusion> leadingInclusion(List<Document> stages) {
    return stages.stream()
        .limit(1)
        .map(stage -> stage.get("$project"))
        .filter(Document.class::isInstance)
        .map(Document.class::cast)
        .findFirst()
        .flatMap(Inclusion::of);
  }

  private static List<Document> leadingMatches(List<Document> stages) {
    return stages.stream()
        .takeWhile(stage -> stage.containsKey("$match"))
        .map(stage -> (Document) stage.get("$match"))
        .toList();
  }

  private static int batchSize(Document query) {
    return query.get("cursor") instanceof Document cursor
            && cursor.get("batchSize") instanceof Number size
        ? size.intValue()
        : Batches.FIRST;
  }

  private static Document reply(StoredCollection collection, QueryResult result) {
    Document cursor =
        new Document("id", result.getCursorId())
            .append("ns", collection.getFullName())
            .append("firstBatch", new ArrayList<>(result.collectDocuments()));
    Document reply = new Document("cursor", cursor);
    Utils.markOkay(reply);
    return reply;
  }

  @Override
  protected MongoCollection<Integer> openOrCreateCollection(
      String name, CollectionOptions options) {
    return new StoredCollection(this, name, options, cursorRegistry);
  }

  @Override
  protected Index<Integer> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return new MemoryUniqueIndex(name, keys, sparse);
  }

  @Override
  protected Index<Integer> openOrCreateSecondaryIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return new SortedIndex(name, keys);
  }

  @Override
  protected long getFileSize() {
    return 0;
  }

  @Override
  protected long getStorageSize() {
    return 0;
  }
}
