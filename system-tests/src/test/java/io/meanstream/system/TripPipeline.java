package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import io.meanstream.system.trips.ExpectedStore;
import io.meanstream.system.trips.Ingestion;
import io.meanstream.system.trips.RowCounts;
import io.meanstream.system.trips.SourceRow;
import io.meanstream.system.trips.Trip;
import io.meanstream.system.trips.TripTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.bson.Document;

/**
 * A dataset of trips in its own database, the persister that stores its topic, and the expected
 * result.
 */
final class TripPipeline implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Backend backend;
  private final PackagedServices services;
  private final Path definitions;
  private final TripTopic topic;
  private final String database;
  private final PackagedService stats;
  private Map<LocalDate, Long> versions = Map.of();

  /**
   * Starts the API.
   *
   * @param definitions an empty folder
   * @param name of the dataset, its topic and the persisters' group
   */
  TripPipeline(
      Backend backend, PackagedServices services, Path definitions, String name, int partitions) {
    this.backend = backend;
    this.services = services;
    this.definitions = definitions;
    this.database = backend.newDatabase(name);
    Trip.define(definitions, name);
    this.topic = new TripTopic(backend.bootstrapServers(), name, partitions);
    this.stats =
        services.add("stats-api", "128m", environment(backend.storeUri())).start().awaitReady();
  }

  /** A persister, not started yet, that connects to the store through the proxy. */
  PackagedService persister(Map<String, String> settings) {
    Map<String, String> environment = environment(backend.proxy().uri());
    environment.putAll(settings);
    return services.add("persister", "256m", environment);
  }

  /** The same, run from its jar even if the other services are native executables. */
  PackagedService persisterFromJar() {
    return services.addJar("persister", "256m", environment(backend.storeUri()));
  }

  private Map<String, String> environment(String storeUri) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", backend.bootstrapServers());
    environment.put("QUARKUS_MONGODB_CONNECTION_STRING", storeUri);
    environment.put("QUARKUS_MONGODB_DATABASE", database);
    environment.put("MEANSTREAM_DATASETS", definitions.toString());
    environment.put("MEANSTREAM_PERSISTER_GROUP", topic.name());
    // a busy machine must not look like an outage of the store
    environment.put("MEANSTREAM_READY_TIMEOUT", "8s");
    return environment;
  }

  TripTopic topic() {
    return topic;
  }

  PackagedService stats() {
    return stats;
  }

  MongoDatabase database() {
    return backend.database(database);
  }

  /** Waits until every row of a finished ingestion has an outcome, and checks it. */
  void awaitSettled(Ingestion ingestion) {
    String path = "/api/v1/ingestions/" + ingestion.id();
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              JsonNode now = stats.json(path);
              assertThat(now.get("settled").asBoolean()).as(now.toString()).isTrue();
            });
    assertThat(stats.json(path).get("state").asText()).isEqualTo("done");
    assertThat(RowCounts.of(stats.json(path))).isEqualTo(topic.expected().outcome(ingestion.id()));
  }

  /** Sends an ingestion of one chunk and waits until it is settled. */
  void settle(List<? extends SourceRow> lines) {
    Ingestion ingestion = topic.ingestion();
    ingestion.end(lines);
    awaitSettled(ingestion);
  }

  /** Checks that the store has exactly the expected documents, from the right records. */
  void assertStored() {
    ExpectedStore expected = topic.expected();
    assertSame(byId("rows_" + topic.name(), document -> document), expected.documents());
    assertSame(byId("rejects", reject -> reject.getString("rule")), expected.rejects());
  }

  /** Reports only what differs. */
  private static <T> void assertSame(Map<String, T> stored, Map<String, T> expected) {
    Set<String> ids = new TreeSet<>(stored.keySet());
    ids.addAll(expected.keySet());
    assertThat(ids).allSatisfy(id -> assertThat(stored.get(id)).as(id).isEqualTo(expected.get(id)));
  }

  /** Checks that the days changed since the last call, and no others, were marked dirty. */
  void assertChangedDaysAreDirty() {
    Map<LocalDate, Long> before = versions;
    versions = versions();
    Map<LocalDate, Long> now = versions;
    assertThat(now.keySet().stream().filter(day -> now.get(day) > before.getOrDefault(day, 0L)))
        .containsExactlyInAnyOrderElementsOf(topic.expected().takeDays());
  }

  private Map<LocalDate, Long> versions() {
    Document days =
        database()
            .getCollection("datasets")
            .find(new Document("_id", topic.name()))
            .first()
            .get("days", Document.class);
    return days.keySet().stream()
        .collect(
            Collectors.toMap(
                LocalDate::parse, day -> days.get(day, Document.class).getLong("version")));
  }

  private <T> Map<String, T> byId(String collection, Function<Document, T> value) {
    return StreamSupport.stream(database().getCollection(collection).find().spliterator(), false)
        .collect(Collectors.toMap(document -> document.getString("_id"), value));
  }

  @Override
  public void close() {
    topic.close();
  }
}
