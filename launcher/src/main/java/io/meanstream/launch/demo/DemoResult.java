package io.meanstream.launch.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.launch.api.AveragesQuery;
import io.meanstream.launch.api.Balance;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.averages.AveragesPrinter;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Prints the result of a demo. */
record DemoResult(Dataset dataset, String store, URI statsApi, Seconds seconds) {

  private static final List<String> PERIODS = List.of("day", "week");
  private static final String CSV_LINE_END = "\r\n";

  void print(Format format, Console console) {
    StatsApi stats = new StatsApi(statsApi);
    switch (format) {
      case JSON -> console.print(Json.pretty(document(stats)));
      case CSV -> printCsv(stats, console);
      case TABLE -> printTables(stats, console);
    }
  }

  private ObjectNode document(StatsApi stats) {
    ObjectNode document = Json.object().put("store", store);
    document.set("balance", balance(stats).into(Json.object()));
    for (String period : PERIODS) {
      ArrayNode items = document.putArray(period);
      stats.averages(query(period), page -> page.path("items").forEach(items::add));
    }
    document.set("seconds", seconds.toJson());
    return document;
  }

  private void printCsv(StatsApi stats, Console console) {
    String header = "";
    for (String period : PERIODS) {
      String csv = csv(stats, period);
      console.out().print(csv.substring(header.length()));
      header = csv.substring(0, csv.indexOf(CSV_LINE_END) + CSV_LINE_END.length());
    }
  }

  /** The averages of all periods have the same header, and no name in it has a line end. */
  private String csv(StatsApi stats, String period) {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    stats.averagesCsv(query(period), new PrintStream(csv, true));
    return csv.toString(StandardCharsets.UTF_8);
  }

  private void printTables(StatsApi stats, Console console) {
    for (String period : PERIODS) {
      console.print("");
      console.print("%s, averages of each %s".formatted(dataset.title(), period));
      new AveragesPrinter(stats, console.out(), name -> query(period))
          .table(dataset.name(), () -> {});
    }
    console.print("");
    console.print("Rows: " + balance(stats));
    console.print("Page: " + statsApi);
    console.print(
        "API:  %s/api/v1/datasets/%s/averages?period=day".formatted(statsApi, dataset.name()));
  }

  private Balance balance(StatsApi stats) {
    return stats.balance(Optional.of(dataset.name()));
  }

  private AveragesQuery query(String period) {
    return AveragesQuery.overall(dataset.name(), period);
  }

  /** How long the stages took. */
  record Seconds(double start, double ingest, double persist, double aggregate) {

    private ObjectNode toJson() {
      return Json.object()
          .put("start", rounded(start))
          .put("ingest", rounded(ingest))
          .put("persist", rounded(persist))
          .put("aggregate", rounded(aggregate));
    }

    private static double rounded(double seconds) {
      return Math.round(seconds * 1e3) / 1e3;
    }
  }
}
