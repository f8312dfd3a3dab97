package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** The API of stats-api: averages, rejects, ingestions and balances. */
public final class StatsApi {

  private static final String RUNS = "/api/v1/runs";

  private final Api api;

  public StatsApi(URI base) {
    this.api = new Api(base);
  }

  /** The balance of all rows, or of a dataset's. */
  public Balance balance(Optional<String> dataset) {
    Map<String, String> parameters = dataset.map(name -> Map.of("dataset", name)).orElse(Map.of());
    return Balance.of(api.get("/api/v1/balance", parameters));
  }

  /** Every dataset's entry in the list, by name; it tells how far the stored rows reach. */
  public Map<String, JsonNode> datasets() {
    Map<String, JsonNode> datasets = new LinkedHashMap<>();
    pages(
        "/api/v1/datasets",
        Map.of(),
        page -> page.path("items").forEach(item -> datasets.put(item.path("name").asText(), item)));
    return datasets;
  }

  /** The titles of all datasets by their names. */
  public Map<String, String> titles() {
    Map<String, String> titles = new LinkedHashMap<>();
    datasets().forEach((name, item) -> titles.put(name, item.path("title").asText(name)));
    return titles;
  }

  /** Whether any row of a dataset is stored. */
  public boolean hasRows(String dataset) {
    return balance(Optional.of(dataset)).stored() > 0;
  }

  /** The ingestion, or empty while stats-api does not know it yet. */
  public Optional<Ingestion> ingestion(String id) {
    try {
      return Optional.of(Ingestion.of(api.get("/api/v1/ingestions/" + Api.encoded(id), Map.of())));
    } catch (ApiException e) {
      if (e.isRefusal()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Passes every page of averages to the reader, in order; there is at least one.
   *
   * @throws ApiException if part of the query is refused
   */
  public void averages(AveragesQuery query, Consumer<JsonNode> reader) {
    pages(path(query), query.parameters(), reader);
  }

  /**
   * Streams all averages as CSV.
   *
   * @throws ApiException if part of the query is refused, or the response is incomplete
   */
  public void averagesCsv(AveragesQuery query, PrintStream out) {
    csv(path(query), query.parameters(), out);
  }

  /**
   * Passes every page of rejects to the reader, in order; there is at least one.
   *
   * @throws ApiException if part of the query is refused
   */
  public void rejects(RejectsQuery query, Consumer<JsonNode> reader) {
    pages(path(query), query.parameters(), reader);
  }

  /**
   * Streams all rejects as CSV.
   *
   * @throws ApiException if part of the query is refused, or the response is incomplete
   */
  public void rejectsCsv(RejectsQuery query, PrintStream out) {
    csv(path(query), query.parameters(), out);
  }

  /** All ingestions of a dataset, the latest first. */
  public List<Ingestion> ingestions(String dataset) {
    List<Ingestion> all = new ArrayList<>();
    pages(
        "/api/v1/ingestions",
        Map.of("dataset", dataset),
        page -> page.path("items").forEach(item -> all.add(Ingestion.of(item))));
    return all;
  }

  /** The schedules of all datasets with their last runs; empty if no scheduler has run yet. */
  public List<ScheduleState> schedules() {
    List<ScheduleState> states = new ArrayList<>();
    api.get(RUNS, Map.of("limit", "1"))
        .path("schedules")
        .forEach(schedule -> states.add(new ScheduleState(schedule, lastRunOf(schedule))));
    return states;
  }

  private Optional<ScheduledRun> lastRunOf(JsonNode schedule) {
    Map<String, String> query = Map.of("dataset", schedule.path("dataset").asText(), "limit", "1");
    return StreamSupport.stream(api.get(RUNS, query).path("items").spliterator(), false)
        .map(ScheduledRun::of)
        .findFirst();
  }

  private void pages(String path, Map<String, String> query, Consumer<JsonNode> reader) {
    Map<String, String> parameters = new LinkedHashMap<>(query);
    Optional<String> next;
    do {
      JsonNode page = api.get(path, parameters);
      reader.accept(page);
      next = Optional.of(page.path("next")).filter(JsonNode::isTextual).map(JsonNode::asText);
      next.ifPresent(cursor -> parameters.put("cursor", cursor));
    } while (next.isPresent());
  }

  private void csv(String path, Map<String, String> query, PrintStream out) {
    Map<String, String> parameters = new LinkedHashMap<>(query);
    parameters.put("format", "csv");
    api.copy(path, parameters, out);
  }

  private static String path(RejectsQuery query) {
    return "/api/v1/datasets/" + Api.encoded(query.dataset()) + "/rejects";
  }

  private static String path(AveragesQuery query) {
    return "/api/v1/datasets/" + Api.encoded(query.dataset()) + "/averages";
  }
}
