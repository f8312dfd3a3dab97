package io.meanstream.cluster;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests over the wire what the persister, the batch and the services need from a store. */
class InMemoryStoreTest {
  private static final int DUPLICATE_KEY = 11000;

  @TempDir static Path folder;
  private static Store store;
  private static MongoClient client;

  private MongoCollection<Document> documents;

  @BeforeAll
  static void start() {
    store = Store.startInMemory(folder);
    client = MongoClients.create(store.uri());
  }

  @AfterAll
  static void stop() {
    client.close();
    store.close();
  }

  @BeforeEach
  void ownCollection(TestInfo test) {
    documents =
        client
            .getDatabase("meanstream")
            .withReadConcern(ReadConcern.MAJORITY)
            .withWriteConcern(WriteConcern.MAJORITY)
            .getCollection(test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void anUnorderedInsertStoresNewDocumentsAndNamesDuplicates() {
    // Given
    documents.insertMany(List.of(row("b", 1), row("d", 2)));

    // When
    MongoBulkWriteException refused =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                documents.insertMany(
                    List.of(row("a", 3), row("b", 4), row("c", 5), row("d", 6)),
                    new InsertManyOptions().ordered(false)));

    // Then
    assertThat(refused.getWriteErrors())
        .extracting(error -> error.getIndex() + ":" + error.getCode())
        .containsExactly("1:" + DUPLICATE_KEY, "3:" + DUPLICATE_KEY);
    assertThat(refused.getWriteResult().getInsertedCount()).isEqualTo(2);
    assertThat(ids(in("_id", "a", "b", "c", "d"))).containsExactly("a", "b", "c", "d");
    assertThat(documents.find(eq("b")).first()).isEqualTo(row("b", 1));
  }

  @Test
  void aConditionalReplacementKeepsANewerDocument() {
    // Given
    documents.insertMany(List.of(row("old", 5), row("new", 50)));

    // When
    BulkWriteResult result =
        documents.bulkWrite(
            List.of(
                new ReplaceOneModel<>(and(eq("old"), lt("_src.offset", 9L)), row("old", 9)),
                new ReplaceOneModel<>(and(eq("new"), lt("_src.offset", 9L)), row("new", 9))),
            new BulkWriteOptions().ordered(false));

    // Then
    assertThat(result.getMatchedCount()).isEqualTo(1);
    assertThat(documents.find(eq("old")).first()).isEqualTo(row("old", 9));
    assertThat(documents.find(eq("new")).first()).isEqualTo(row("new", 50));
  }

  @Test
  void anUpsertWithAFailedConditionIsADuplicateKey() {
    // Given
    documents.insertOne(new Document("_id", "rides|day|2020-05-01|").append("run", 7L));

    // When
    MongoBulkWriteException refused =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                documents.bulkWrite(
                    List.of(upsertByRun("rides|day|2020-05-01|", 6), upsertByRun("another", 6)),
                    new BulkWriteOptions().ordered(false)));

    // Then
    assertThat(refused.getWriteErrors())
        .singleElement()
        .satisfies(error -> assertThat(error.getCode()).isEqualTo(DUPLICATE_KEY));
    assertThat(refused.getWriteResult().getUpserts()).hasSize(1);
    assertThat(documents.find().map(it -> it.getLong("run"))).containsExactlyInAnyOrder(6L, 7L);
  }

  @Test
  void setsAPlanOnlyIfThereIsNone() {
    // Given
    documents.insertOne(new Document("_id", "rows|0").append("next", 10L));
    Bson unchanged = and(eq("rows|0"), eq("next", 10L), exists("plan", false));
    Bson withNull = and(eq("rows|0"), eq("next", 10L), eq("plan", null));

    // When
    long first =
        documents.updateOne(withNull, set("plan", new Document("to", 20L))).getMatchedCount();
    long second =
        documents.updateOne(unchanged, set("plan", new Document("to", 30L))).getMatchedCount();
    long third = documents.updateOne(withNull, set("plan", null)).getMatchedCount();
    documents.updateOne(
        and(eq("rows|0"), eq("next", 10L)), combine(set("next", 20L), unset("plan")));

    // Then
    assertThat(List.of(first, second, third)).containsExactly(1L, 0L, 0L);
    assertThat(documents.find().first())
        .isEqualTo(new Document("_id", "rows|0").append("next", 20L));
  }

  @Test
  void incrementsDaysByPathsWithDates() {
    // When
    Bson touch = combine(inc("days.2020-05-01.version", 1L), inc("days.2020-05-02.version", 1L));
    documents.updateOne(eq("rides"), touch, new UpdateOptions().upsert(true));
    documents.updateOne(eq("rides"), touch, new UpdateOptions().upsert(true));
    documents.updateOne(eq("rides"), set("days.2020-05-01.done", 2L));

    // Then
    Document days = documents.find(eq("rides")).first().get("days", Document.class);
    assertThat(days)
        .containsEntry("2020-05-01", new Document("version", 2L).append("done", 2L))
        .containsEntry("2020-05-02", new Document("version", 2L));
  }

  @Test
  void totalsNeverDecrease() {
    // When
    Bson larger = combine(max("totals.0.stored", 90L), max("totals.0.rejected", 3L));
    Bson smaller = combine(max("totals.0.stored", 80L), max("totals.1.stored", 7L));
    documents.updateOne(eq("i"), larger, new UpdateOptions().upsert(true));
    documents.updateOne(eq("i"), smaller, new UpdateOptions().upsert(true));

    // Then
    Document totals = documents.find(eq("i")).first().get("totals", Document.class);
    assertThat(totals)
        .containsEntry("0", new Document("stored", 90L).append("rejected", 3L))
        .containsEntry("1", new Document("stored", 7L));
  }

  @Test
  void aRunTakesItsLeaseNumberAndDaysInOneStep() {
    // Given
    Date now = Date.from(Instant.parse("2020-05-01T00:00:00Z"));
    Date later = Date.from(Instant.parse("2020-05-01T00:01:00Z"));
    Document days = new Document("2020-05-01", new Document("version", 3L));
    documents.insertOne(new Document("_id", "rides").append("days", days));
    Bson free = or(exists("lease", false), lt("lease.until", now));
    Bson take = combine(inc("run", 1L), set("lease", new Document("until", later)));
    var options = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    // When
    Document taken = documents.findOneAndUpdate(and(eq("rides"), free), take, options);
    Document refused = documents.findOneAndUpdate(and(eq("rides"), free), take, options);

    // Then
    assertThat(taken).containsEntry("run", 1L).containsEntry("days", days);
    assertThat(refused).isNull();
  }

  @Test
  void findAndModifyUpsertsAndReturnsTheRequestedVersion() {
    // When
    var options =
        new FindOneAndUpdateOptions()
            .upsert(true)
            .returnDocument(ReturnDocument.AFTER)
            .projection(Projections.include("run"));
    Bson update = combine(inc("run", 1L), setOnInsert("days", new Document()));
    Document made = documents.findOneAndUpdate(eq("rides"), update, options);
    Document changed = documents.findOneAndUpdate(eq("rides"), update, options);
    Document missing =
        documents.findOneAndUpdate(
            eq("taxi"),
            update,
            new FindOneAndUpdateOptions().projection(Projections.include("run")));

    // Then
    assertThat(made).isEqualTo(new Document("_id", "rides").append("run", 1L));
    assertThat(changed).isEqualTo(new Document("_id", "rides").append("run", 2L));
    assertThat(missing).isNull();
  }

  @Test
  void concurrentConditionalUpdatesAreAtomic() throws Exception {
    // Given
    int clients = 8;
    int steps = 50;
    documents.insertOne(new Document("_id", "rows|0").append("next", 0L));

    // When
    List<Callable<Long>> racers =
        IntStream.range(0, clients).<Callable<Long>>mapToObj(i -> () -> race(steps)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    long won = 0;
    for (Future<Long> racer : threads.invokeAll(racers)) {
      won += racer.get();
    }
    threads.shutdown();

    // Then
    assertThat(won).isEqualTo(steps);
    assertThat(documents.find().first())
        .containsEntry("next", (long) steps)
        .containsEntry("writes", steps);
  }

  /** Increments `next` step by step; returns how often this client won. */
  private long race(int steps) {
    long won = 0;
    for (long next = 0; next < steps; next++) {
      Bson update = combine(set("next", next + 1), inc("writes", 1));
      won += documents.updateOne(and(eq("rows|0"), eq("next", next)), update).getModifiedCount();
    }
    return won;
  }

  @Test
  void anIndexMatchesAScan() {
    // Given
    documents.createIndex(Indexes.ascending("dataset", "by", "start"));
    documents.createIndex(Indexes.ascending("_src.ingestion"));
    List<Document> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add(
          new Document("_id", i)
              .append("dataset", i % 2 == 0 ? "rides" : "taxi")
              .append("by", i % 3 == 0 ? null : "kind")
              .append("start", i % 7 == 0 ? null : new Date(i * 1000L))
              .append("_src", new Document("ingestion", "i" + i % 5)));
    }
    documents.insertMany(all);
    documents.deleteMany(lt("_id", 20));
    documents.updateMany(and(gte("_id", 100), lt("_id", 120)), set("start", new Date(0)));
    documents.updateMany(lt("_id", 30), set("_src.ingestion", "moved"));

    // When, then
    Date from = new Date(150_000);
    Date to = new Date(300_000);
    Bson range = and(gte("start", from), lt("start", to));
    assertThat(ids(and(eq("dataset", "rides"), eq("by", "kind"), range)))
        .isEqualTo(numbers(150, 300, i -> i % 2 == 0 && i % 3 != 0 && i % 7 != 0));
    assertThat(ids(and(eq("dataset", "taxi"), range)))
        .isEqualTo(numbers(150, 300, i -> i % 2 == 1 && i % 7 != 0));
    assertThat(ids(and(eq("dataset", "rides"), eq("start", null))))
        .isEqualTo(numbers(20, 500, i -> i % 2 == 0 && i % 7 == 0 && (i < 100 || i >= 120)));
    assertThat(ids(eq("_src.ingestion", "i2"))).isEqualTo(numbers(30, 500, i -> i % 5 == 2));
    assertThat(ids(or(eq("_src.ingestion", "moved"), eq("_id", 400), eq("_id", 25))))
        .isEqualTo(numbers(20, 401, i -> i < 30 || i == 400));
    assertThat(documents.countDocuments(eq("_src.ingestion", "i2"))).isEqualTo(94);
    assertThat(documents.countDocuments()).isEqualTo(480);
  }

  @Test
  void resultsComeInOrderAndInPages() {
    // Given
    documents.insertMany(
        IntStream.range(0, 1000).mapToObj(i -> new Document("_id", (i * 7) % 1000)).toList());

    // When
    var page = documents.find(gte("_id", 200)).sort(ascending("_id")).limit(3);
    var last = documents.find().sort(descending("_id")).skip(1).limit(2).batchSize(1);

    // Then
    assertThat(page.map(it -> it.getInteger("_id"))).containsExactly(200, 201, 202);
    assertThat(last.map(it -> it.getInteger("_id"))).containsExactly(998, 997);
    assertThat(documents.find().sort(ascending("_id")).map(it -> it.getInteger("_id")))
        .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    assertThat(documents.distinct("_id", lt("_id", 3), Integer.class)).containsExactly(0, 1, 2);
  }

  @Test
  void firstAndLastByIndexMatchAScan() {
    // Given values that are inserted out of order, change and disappear
    documents.createIndex(Indexes.ascending("at", "kind"));
    documents.insertMany(
        IntStream.range(0, 1000)
            .mapToObj(i -> new Document("_id", i).append("at", new Date((i * 7) % 1000)))
            .toList());
    documents.deleteMany(eq("at", new Date(999)));
    documents.updateOne(eq("at", new Date(500)), set("at", new Date(2000)));
    documents.updateOne(eq("at", new Date(0)), set("at", new Date(3)));

    // When
    var newest = documents.find().sort(descending("at")).limit(3);
    var oldest = documents.find().sort(ascending("at")).skip(1).limit(3);

    // Then
    assertThat(newest.map(it -> it.getDate("at").getTime())).containsExactly(2000L, 998L, 997L);
    assertThat(oldest.map(it -> it.getDate("at").getTime())).containsExactly(2L, 3L, 3L);
  }

  @Test
  void projectionsKeepTheNamedFields() {
    // Given
    documents.insertOne(row("a", 7));
    Document expected = new Document("_id", "a").append("kind", "ride");
    Bson kind = Projections.include("kind", "missing");
    Bson offset = Projections.fields(Projections.excludeId(), Projections.include("_src.offset"));

    // When, then
    assertThat(documents.find().projection(kind)).containsExactly(expected);
    assertThat(documents.aggregate(List.of(Aggregates.project(kind)))).containsExactly(expected);
    assertThat(documents.find().projection(offset))
        .containsExactly(new Document("_src", new Document("offset", 7L)));
    assertThat(documents.find().projection(Projections.excludeId()).first())
        .doesNotContainKey("_id")
        .containsKeys("kind", "started_at", "start_lat", "_src");
    assertThat(documents.aggregate(List.of(new Document("$project", new Document("k", "$kind")))))
        .containsExactly(new Document("_id", "a").append("k", "ride"));
  }

  static Stream<Object> tenthsOfAMegabyte() {
    return Stream.of("x".repeat(100_000), "数".repeat(33_333), new byte[100_000]);
  }

  @ParameterizedTest
  @MethodSource("tenthsOfAMegabyte")
  void largeResultsComeInBatches(Object content) {
    // Given: 60 MB
    documents.drop();
    for (int i = 0; i < 6; i++) {
      int batch = i;
      documents.insertMany(
          IntStream.range(0, 100)
              .mapToObj(k -> new Document("_id", batch * 100 + k).append("content", content))
              .toList());
    }

    // When, then
    List<Bson> pipeline =
        List.of(
            Aggregates.match(gte("_id", 0)), Aggregates.project(Projections.include("content")));
    assertThat(documents.aggregate(pipeline)).hasSize(600);
    assertThat(documents.find()).hasSize(600);
    assertThat(documents.find().batchSize(1000)).hasSize(600);
  }

  @Test
  void sumsGroups() {
    // Given
    documents.insertMany(List.of(row("a", 1), row("b", 2), row("c", 3)));

    // When
    var sums =
        documents.aggregate(
            List.of(
                Aggregates.match(gte("_src.offset", 2L)),
                Aggregates.group("$kind", Accumulators.sum("offsets", "$_src.offset"))));

    // Then
    assertThat(sums).containsExactly(new Document("_id", "ride").append("offsets", 5L));
  }

  @Test
  void readersNeverSeeTornDocuments() throws Exception {
    // Given
    documents.insertOne(new Document("_id", "pair").append("left", 0).append("right", 0));
    ExecutorService threads = Executors.newSingleThreadExecutor();
    Future<?> writer =
        threads.submit(
            () -> {
              for (int i = 1; i <= 500; i++) {
                documents.updateOne(eq("pair"), combine(set("left", i), set("right", i)));
              }
            });

    // When, then
    while (!writer.isDone()) {
      Document pair = documents.find(eq("pair")).first();
      assertThat(pair.get("left")).isEqualTo(pair.get("right"));
    }
    writer.get();
    threads.shutdown();
  }

  @Test
  void refusesToIncrementText() {
    documents.insertOne(new Document("_id", "a").append("n", "text"));

    MongoWriteException refused =
        catchThrowableOfType(
            MongoWriteException.class, () -> documents.updateOne(eq("a"), inc("n", 1)));

    assertThat(refused.getError().getCode()).isEqualTo(14);
  }

  @Test
  void refusesUnsupportedFeatures() {
    documents.insertOne(row("a", 1));
    List<Document> pipeline = List.of(new Document("$setWindowFields", new Document()));

    MongoCommandException refused =
        catchThrowableOfType(
            MongoCommandException.class, () -> documents.aggregate(pipeline).first());

    assertThat(refused.getErrorMessage()).contains("$setWindowFields");
  }

  private static Document row(String id, long offset) {
    return new Document("_id", id)
        .append("kind", "ride")
        .append("started_at", Date.from(Instant.parse("2020-05-01T10:00:00.123Z")))
        .append("start_lat", 41.96)
        .append("_src", new Document("ingestion", "i1").append("offset", offset));
  }

  private static ReplaceOneModel<Document> upsertByRun(String id, long run) {
    return new ReplaceOneModel<>(
        and(eq(id), lt("run", run)),
        new Document("_id", id).append("run", run),
        new ReplaceOptions().upsert(true));
  }

  private List<Object> ids(Bson filter) {
    return documents
        .find(filter)
        .sort(ascending("_id"))
        .map(it -> it.get("_id"))
        .into(new ArrayList<>());
  }

  private static List<Object> numbers(int from, int to, java.util.function.IntPredicate predicate) {
    return IntStream.range(from, to).filter(predicate).boxed().map(it -> (Object) it).toList();
  }
}
