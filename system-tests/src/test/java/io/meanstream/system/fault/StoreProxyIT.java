package io.meanstream.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.meanstream.cluster.Ports;
import io.meanstream.cluster.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy applies its faults to the chosen requests and forwards all others. */
class StoreProxyIT {

  private static final String WITHOUT_RETRIES =
      "/?retryWrites=false&retryReads=false&serverSelectionTimeoutMS=60000";

  @TempDir static Path folder;
  private static Store store;
  private static StoreProxy proxy;
  private static MongoClient direct;
  private MongoClient client;
  private MongoCollection<Document> trips;

  @BeforeAll
  static void start() {
    int port = Ports.free();
    store = Store.startInMemory(folder, port);
    proxy = new StoreProxy("127.0.0.1", port);
    direct = MongoClients.create(store.uri());
  }

  @AfterAll
  static void stop() {
    direct.close();
    proxy.close();
    store.close();
  }

  @BeforeEach
  void empty() {
    direct.getDatabase("test").drop();
    connect();
  }

  private void connect() {
    client = MongoClients.create(proxy.uri() + WITHOUT_RETRIES);
    trips = client.getDatabase("test").getCollection("trips");
  }

  @AfterEach
  void behave() {
    client.close();
    proxy.behave();
  }

  @Test
  void requestsAreMatchedByCommandCollectionAndDocuments() {
    List<Request> seen = new CopyOnWriteArrayList<>();
    proxy.always(request -> request.database().equals("test") && seen.add(request), Exchange::pass);

    trips.insertMany(List.of(trip("a"), trip("b")));

    assertThat(seen)
        .containsExactly(
            new Request(
                "insert",
                "test",
                "trips",
                List.of(BsonDocument.parse("{_id: 'a'}"), BsonDocument.parse("{_id: 'b'}"))));
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void cutBeforeKeepsTheRequestFromTheStore() {
    proxy.at(2, StoreProxyIT::isInsert, Fault.cutBefore());
    trips.insertOne(trip("a"));

    assertThatThrownBy(() -> trips.insertOne(trip("b"))).isInstanceOf(MongoSocketException.class);

    assertThat(stored()).isOne();
    trips.insertOne(trip("c"));
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void cutAfterLetsTheStoreExecuteTheRequest() {
    proxy.at(1, StoreProxyIT::isInsert, Fault.cutAfter());

    assertThatThrownBy(() -> trips.insertOne(trip("a"))).isInstanceOf(MongoSocketException.class);

    assertThat(stored()).isOne();
  }

  @Test
  void cutMidwayLetsTheStoreExecuteHalfABulk() {
    proxy.at(1, StoreProxyIT::isInsert, Fault.cutMidway());

    assertThatThrownBy(() -> trips.insertMany(List.of(trip("a"), trip("b"), trip("c"), trip("d"))))
        .isInstanceOf(MongoSocketException.class);

    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void theServiceReceivesTheInjectedError() {
    proxy.at(1, StoreProxyIT::isInsert, Fault.answer(Answers.failed(10107, "NotWritablePrimary")));

    assertThatThrownBy(() -> trips.insertOne(trip("a")))
        .isInstanceOfSatisfying(
            MongoException.class, failure -> assertThat(failure.getCode()).isEqualTo(10107));

    assertThat(stored()).isZero();
  }

  @Test
  void aWriteConcernTimeoutReportsWhatWasWritten() {
    proxy.at(1, StoreProxyIT::isInsert, Fault.amend(Answers::notReplicated));

    assertThatThrownBy(() -> trips.insertMany(List.of(trip("a"), trip("b"))))
        .isInstanceOfSatisfying(
            MongoBulkWriteException.class,
            failure -> assertThat(failure.getWriteConcernError().getCode()).isEqualTo(64));

    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void aRefusingProxyAcceptsConnectionsAgain() {
    trips.insertOne(trip("a"));
    client.close();

    proxy.refuse();
    try (MongoClient impatient =
        MongoClients.create(proxy.uri() + "/?retryWrites=false&serverSelectionTimeoutMS=500")) {
      MongoCollection<Document> refused = impatient.getDatabase("test").getCollection("trips");
      assertThatThrownBy(() -> refused.insertOne(trip("b"))).isInstanceOf(MongoException.class);
    }
    proxy.accept();

    connect();
    trips.insertOne(trip("c"));
    assertThat(stored()).isEqualTo(2);
  }

  private static boolean isInsert(Request request) {
    return request.is("insert", "trips");
  }

  private static Document trip(String id) {
    return new Document("_id", id);
  }

  private static long stored() {
    return direct.getDatabase("test").getCollection("trips").countDocuments();
  }
}
