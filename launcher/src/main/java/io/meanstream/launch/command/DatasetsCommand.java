package io.meanstream.launch.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Measure;
import io.meanstream.catalog.period.Period;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.cluster.supervisor.UpFolder;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Csv;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.Table;
import io.meanstream.launch.show.Table.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code datasets}: lists what can be ingested. */
@Command(name = "datasets", description = "List the defined datasets.")
public final class DatasetsCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of("name", "title", "topic", "zone", "measures", "groups", "newest");

  private final Home home;
  private final Console console;

  @Mixin private DatasetsInUseOption datasets;
  @Mixin private FormatOption format;

  public DatasetsCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Dataset> all = new DefinitionsFolder(datasets.folder(home)).catalog().all();
    Map<String, JsonNode> stored = stored();
    switch (format.format) {
      case JSON -> console.print(Json.pretty(document(all, stored)));
      case CSV -> {
        console.print(Csv.line(COLUMNS));
        all.forEach(dataset -> console.print(Csv.line(cells(dataset, stored))));
      }
      case TABLE -> {
        Table table = new Table(COLUMNS.stream().map(Column::text).toList());
        all.forEach(dataset -> table.add(cells(dataset, stored)));
        table.lines().forEach(console::print);
      }
    }
    return 0;
  }

  /** What stats-api knows about the datasets; empty if it does not answer. */
  private Map<String, JsonNode> stored() {
    try {
      return new UpFolder(home)
          .current()
          .map(state -> new StatsApi(state.urls().get(Service.STATS_API)).datasets())
          .orElse(Map.of());
    } catch (ApiException e) {
      console.note("cannot show what is stored: " + e.getMessage());
      return Map.of();
    }
  }

  private static List<String> cells(Dataset dataset, Map<String, JsonNode> stored) {
    return List.of(
        dataset.name(),
        dataset.title(),
        dataset.topic(),
        dataset.zone().getId(),
        dataset.measures().stream().map(Measure::name).collect(Collectors.joining(" ")),
        dataset.groups().stream()
            .map(group -> group.by().isEmpty() ? "overall" : group.id())
            .collect(Collectors.joining(" ")),
        Optional.ofNullable(stored.get(dataset.name()))
            .map(item -> item.path("newest"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .orElse("-"));
  }

  /** The fields that stats-api's list of datasets has as well. */
  private static ObjectNode document(List<Dataset> all, Map<String, JsonNode> stored) {
    ObjectNode document = Json.object();
    ArrayNode items = document.putArray("items");
    all.forEach(dataset -> describe(dataset, stored.get(dataset.name()), items.addObject()));
    return document.putNull("next");
  }

  private static void describe(Dataset dataset, JsonNode stored, ObjectNode item) {
    item.put("name", dataset.name())
        .put("title", dataset.title())
        .put("topic", dataset.topic())
        .put("zone", dataset.zone().getId())
        .put("time", dataset.time());
    ArrayNode measures = item.putArray("measures");
    dataset
        .measures()
        .forEach(it -> measures.addObject().put("name", it.name()).put("unit", it.unit()));
    ArrayNode groups = item.putArray("groups");
    dataset
        .groups()
        .forEach(
            it -> {
              ObjectNode group = groups.addObject();
              ArrayNode by = group.putArray("by");
              it.by().forEach(by::add);
              group.put("finest", it.finest().id());
            });
    ArrayNode periods = item.putArray("periods");
    dataset.periods().stream().map(Period::id).forEach(periods::add);
    for (String time : List.of("oldest", "newest")) {
      item.set(time, stored == null ? NullNode.getInstance() : stored.path(time));
    }
  }
}
