package io.meanstream.launch.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.launch.api.Balance;
import io.meanstream.launch.api.Ingestion;
import io.meanstream.launch.api.Submission;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Csv;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of one {@code ingest}, {@code retry} or {@code replay}.
 *
 * @param submitted the ingestions and the skipped files
 */
record IngestReport(List<Ingestion> ingestions, Submission submitted) {

  private static final List<String> HEADER = List.of("id", "source", "state", "knownAs", "error");

  /** A report on sources that are queued, without waiting for them. */
  static IngestReport queued(Submission submitted) {
    return new IngestReport(
        submitted.readings().stream()
            .map(
                it ->
                    new Ingestion(
                        it.id(),
                        it.source(),
                        it.state(),
                        false,
                        it.endedAt(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Balance.ZERO))
            .toList(),
        submitted);
  }

  boolean isGood() {
    return submitted.refused().isEmpty() && ingestions.stream().noneMatch(Ingestion::isBad);
  }

  void print(Format format, Console console) {
    switch (format) {
      case JSON -> console.print(Json.pretty(document()));
      case CSV -> printCsv(console);
      case TABLE -> {
        ingestions.forEach(it -> lines(it).forEach(console::print));
        Submission.lines(submitted.skipped()).forEach(console::print);
        submitted.refused().forEach(console::print);
      }
    }
  }

  private Balance balance() {
    return ingestions.stream().map(Ingestion::balance).reduce(Balance.ZERO, Balance::plus);
  }

  private ObjectNode document() {
    ObjectNode document = Json.object();
    ArrayNode items = document.putArray("ingestions");
    for (Ingestion ingestion : ingestions) {
      ObjectNode item =
          items
              .addObject()
              .put("id", ingestion.id())
              .put("source", ingestion.source())
              .put("state", ingestion.state());
      ingestion.knownAs().ifPresent(id -> item.put("knownAs", id));
      ingestion.error().ifPresent(error -> item.put("error", error));
      ingestion.warnings().forEach(item.putArray("warnings")::add);
      ingestion.balance().into(item);
    }
    submitted.into(document);
    document.set("balance", balance().into(Json.object()));
    return document;
  }

  private void printCsv(Console console) {
    List<String> header = new ArrayList<>(HEADER);
    header.addAll(Balance.FIELDS);
    console.print(Csv.line(header));
    for (Ingestion ingestion : ingestions) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  ingestion.id(),
                  ingestion.source(),
                  ingestion.state(),
                  ingestion.knownAs().orElse(""),
                  ingestion.error().orElse("")));
      ingestion.balance().numbers().forEach(number -> cells.add(number.toString()));
      console.print(Csv.line(cells));
    }
  }

  private static List<String> lines(Ingestion ingestion) {
    List<String> lines = new ArrayList<>(List.of(sentence(ingestion)));
    ingestion
        .warnings()
        .forEach(it -> lines.add("%s: warning: %s".formatted(ingestion.source(), it)));
    return lines;
  }

  private static String sentence(Ingestion ingestion) {
    String what =
        switch (ingestion.state()) {
          case "known" ->
              ("known: the same content was ingested as %1$s, nothing changed; "
                      + "'./meanstream replay %1$s' reads it again")
                  .formatted(ingestion.knownAs().orElse("?"));
          case "queued" -> "queued as " + ingestion.id();
          case "done" -> ingestion.balance() + reject(ingestion);
          case "failed", "cancelled" ->
              "%s: %s; %s"
                  .formatted(
                      ingestion.state(),
                      ingestion
                          .error()
                          .map(error -> SourceError.of(ingestion.source(), error))
                          .orElse(ingestion.balance().toString()),
                      SourceError.retry(ingestion.id()));
          default -> ingestion.state() + ": " + ingestion.balance();
        };
    return ingestion.source() + ": " + what;
  }

  private static String reject(Ingestion ingestion) {
    return ingestion
        .firstReject()
        .map("; the first reject is %s ('./meanstream rejects' shows all)"::formatted)
        .orElse("");
  }
}
