package io.meanstream.launch.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.cluster.supervisor.ProcessState;
import io.meanstream.cluster.supervisor.UpState;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.api.Balance;
import io.meanstream.launch.api.FeedState;
import io.meanstream.launch.api.IngestorApi;
import io.meanstream.launch.api.ScheduleState;
import io.meanstream.launch.api.ScheduledRun;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Csv;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.OneLine;
import io.meanstream.launch.show.Table;
import io.meanstream.launch.show.Table.Column;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The status of the running stack.
 *
 * @param balance empty if stats-api does not respond
 * @param sources in progress or recently failed
 * @param feeds empty if the ingestor does not respond
 * @param schedules empty if stats-api does not respond, or no scheduler has run yet
 */
record StatusReport(
    List<ProcessState> processes,
    Optional<Balance> balance,
    OpenIngestions sources,
    List<FeedState> feeds,
    List<ScheduleState> schedules,
    Optional<String> store) {

  static final StatusReport NOTHING =
      new StatusReport(
          List.of(), Optional.empty(), OpenIngestions.NONE, List.of(), List.of(), Optional.empty());

  static StatusReport of(UpState state) {
    IngestorApi ingestor = IngestorApi.toLookAt(state.urls().get(Service.INGESTOR));
    StatsApi stats = new StatsApi(state.urls().get(Service.STATS_API));
    return new StatusReport(
        state.processes(),
        told(() -> stats.balance(Optional.empty())),
        OpenIngestions.of(ingestor),
        told(ingestor::feeds).orElse(List.of()),
        told(stats::schedules).orElse(List.of()),
        Optional.of(state.store()));
  }

  void print(Format format, Console console) {
    switch (format) {
      case JSON -> console.print(Json.pretty(document()));
      case CSV -> printCsv(console);
      case TABLE -> printTable(console);
    }
  }

  private ObjectNode document() {
    ObjectNode document = Json.object();
    ArrayNode services = document.putArray("services");
    for (ProcessState process : processes) {
      services
          .addObject()
          .put("name", process.name())
          .put("pid", process.pid())
          .put("url", process.url())
          .put("state", process.state())
          .put("restarts", process.restarts());
    }
    document.set("balance", balance.map(it -> it.into(Json.object())).orElse(null));
    sources.into(document.putArray("ingestions"));
    ArrayNode fetched = document.putArray("feeds");
    feeds.forEach(feed -> fetched.add(feed.document()));
    ArrayNode scheduled = document.putArray("schedules");
    for (ScheduleState each : schedules) {
      ObjectNode schedule = scheduled.addObject();
      schedule.setAll((ObjectNode) each.schedule());
      schedule.set("lastRun", each.lastRun().map(ScheduledRun::document).orElse(null));
    }
    return document.put("store", store.orElse(null));
  }

  private void printCsv(Console console) {
    console.print("name,pid,url,state,restarts");
    processes.forEach(process -> console.print(Csv.line(cells(process))));
  }

  private void printTable(Console console) {
    if (processes.isEmpty()) {
      console.print("Nothing is up. Start it with './meanstream up', or try './meanstream demo'.");
      return;
    }
    Table table =
        new Table(
            List.of(
                Column.text("service"),
                Column.number("pid"),
                Column.text("url"),
                Column.text("state"),
                Column.number("restarts")));
    processes.forEach(process -> table.add(cells(process)));
    table.lines().forEach(console::print);
    processes.stream()
        .filter(ProcessState::isCrashed)
        .map(ProcessState::crashMessage)
        .forEach(console::print);
    console.print("");
    console.print(
        "Rows:  " + balance.map(Balance::toString).orElse("unknown, stats-api does not answer"));
    store.ifPresent(it -> console.print("Store: " + it));
    sources.lines().stream().map(OneLine::of).forEach(console::print);
    printFeeds(console);
    printSchedules(console);
  }

  private static List<String> cells(ProcessState process) {
    return List.of(
        process.name(),
        Long.toString(process.pid()),
        process.url(),
        process.state(),
        Integer.toString(process.restarts()));
  }

  private void printFeeds(Console console) {
    List<FeedState> inUse = feeds.stream().filter(FeedState::isInUse).toList();
    if (inUse.isEmpty()) {
      return;
    }
    Table table =
        new Table(
            List.of(
                Column.text("feed"),
                Column.text("next fetch"),
                Column.text("last page"),
                Column.text("last fetch")));
    for (FeedState feed : inUse) {
      table.add(
          List.of(
              feed.dataset(),
              feed.next().orElse("-"),
              feed.page().map(OneLine::of).orElse("-"),
              OneLine.of(feed.summary())));
    }
    console.print("");
    table.lines().forEach(console::print);
  }

  private void printSchedules(Console console) {
    if (schedules.isEmpty()) {
      return;
    }
    Table table =
        new Table(
            List.of(
                Column.text("dataset"),
                Column.text("schedule"),
                Column.text("next run"),
                Column.text("last run")));
    for (ScheduleState each : schedules) {
      table.add(
          List.of(
              each.dataset(),
              each.cron(),
              each.next().orElse("-"),
              each.lastRun().map(ScheduledRun::summary).orElse("-")));
    }
    console.print("");
    table.lines().forEach(console::print);
  }

  private static <T> Optional<T> told(Supplier<T> answer) {
    try {
      return Optional.of(answer.get());
    } catch (ApiException e) {
      // a status must also work while a service is down
      return Optional.empty();
    }
  }
}
