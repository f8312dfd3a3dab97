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
import java.util.Map;
import java.util.Optional;

/**
 * Prints the result of ingesting files: a dataset's daily and weekly averages.
 *
 * @param store a description of the store, if known
 * @param page the address of the web page, if it stays up
 * @param seconds how long each stage took
 */
record DemoResult(
    Dataset dataset,
    StatsApi stats,
    Optional<String> store,
    Optional<URI> page,
    Map<String, Double> seconds) {

  private static final List<String> PERIODS = List.of("day", "week");
  private static final String CSV_LINE_END = "\r\n";

  void print(Format format, Console console) {
    switch (format) {
      case JSON -> console.print(Json.pretty(document()));
      case CSV -> printCsv(console);
      case TABLE -> printTables(console);
    }
  }

  private ObjectNode document() {
    ObjectNode document = Json.object();
    store.ifPresent(it -> document.put("store", it));
    document.set("balance", balance().into(Json.object()));
    for (String period : PERIODS) {
      ArrayNode items = document.putArray(period);
      stats.averages(query(period), page -> page.path("items").forEach(items::add));
    }
    ObjectNode stages = document.putObject("seconds");
    seconds.forEach((stage, time) -> stages.put(stage, Math.round(time * 1e3) / 1e3));
    return document;
  }

  private void printCsv(Console console) {
    String header = "";
    for (String period : PERIODS) {
      String csv = csv(period);
      console.out().print(csv.substring(header.length()));
      header = csv.substring(0, csv.indexOf(CSV_LINE_END) + CSV_LINE_END.length());
    }
  }

  /** The averages of all periods have the same header, and no name in it has a line end. */
  private String csv(String period) {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    stats.averagesCsv(query(period), new PrintStream(csv, true));
    return csv.toString(StandardCharsets.UTF_8);
  }

  private void printTables(Console console) {
    for (String period : PERIODS) {
      console.print("");
      console.print("%s, averages of each %s".formatted(dataset.title(), period));
      new AveragesPrinter(stats, console.out(), name -> query(period))
          .table(dataset.name(), () -> {});
    }
    console.print("");
    console.print("Rows: " + balance());
    page.ifPresent(
        it -> {
          console.print("Page: " + it);
          console.print(
              "API:  %s/api/v1/datasets/%s/averages?period=day".formatted(it, dataset.name()));
        });
  }

  private Balance balance() {
    return stats.balance(Optional.of(dataset.name()));
  }

  private AveragesQuery query(String period) {
    return AveragesQuery.overall(dataset.name(), period);
  }
}
