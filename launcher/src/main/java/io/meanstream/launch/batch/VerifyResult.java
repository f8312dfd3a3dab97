package io.meanstream.launch.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Csv;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The document that the batch prints after a verification: one entry for each dataset. */
public record VerifyResult(JsonNode document) implements BatchOutcome {

  /** Whether the averages match their rows, and every dataset with rows has had a run. */
  @Override
  public boolean isGood() {
    return sum("differences") == 0 && waitForFirstRun().isEmpty();
  }

  /** A summary of the differences. */
  @Override
  public String summary() {
    long compared = sum("averagesCompared");
    List<String> waiting = waitForFirstRun();
    if (compared == 0 && !waiting.isEmpty()) {
      return "nothing compared: no run of %s has completed yet"
          .formatted(String.join(", ", waiting));
    }
    long differences = sum("differences");
    return String.format(
        Locale.ROOT,
        "%,d averages compared with %,d rows, %s",
        compared,
        sum("rowsRead"),
        differences == 0 ? "no difference" : String.format(Locale.ROOT, "%,d differ", differences));
  }

  /** A line for each difference. */
  @Override
  public void print(Format format, Console console) {
    switch (format) {
      case JSON -> console.print(Json.pretty(document));
      case CSV -> {
        console.print(Csv.line(List.of("average", "difference")));
        verifications().forEach(verification -> printCsv(verification, console));
      }
      case TABLE -> verifications().forEach(verification -> printText(verification, console));
    }
  }

  private static void printCsv(JsonNode verification, Console console) {
    for (JsonNode shown : verification.path("shown")) {
      console.print(
          Csv.line(List.of(shown.path("average").asText(), shown.path("difference").asText())));
    }
  }

  private static void printText(JsonNode verification, Console console) {
    if (waitsForFirstRun(verification)) {
      console.print(
          verification.path("dataset").asText()
              + ": no run with its current definition has completed yet:"
              + " './meanstream aggregate' starts one.");
      return;
    }
    JsonNode shown = verification.path("shown");
    for (JsonNode one : shown) {
      console.print(
          OneLine.of(one.path("average").asText() + " " + one.path("difference").asText()));
    }
    long more = verification.path("differences").asLong() - shown.size();
    if (more > 0) {
      console.print(String.format(Locale.ROOT, "and %,d more", more));
    }
    long waiting = verification.path("waitingDays").asLong();
    if (waiting > 0) {
      console.print(
          String.format(
              Locale.ROOT,
              "%,d days changed since the last run, so their periods were not compared:"
                  + " './meanstream aggregate' updates them.",
              waiting));
    }
  }

  private static boolean waitsForFirstRun(JsonNode verification) {
    return verification.path("waitsForFirstRun").asBoolean();
  }

  /** The datasets that have rows, but no averages of their current definition. */
  private List<String> waitForFirstRun() {
    List<String> waiting = new ArrayList<>();
    for (JsonNode verification : verifications()) {
      if (waitsForFirstRun(verification)) {
        waiting.add(verification.path("dataset").asText());
      }
    }
    return waiting;
  }

  private JsonNode verifications() {
    return document.path("verifications");
  }

  private long sum(String field) {
    long sum = 0;
    for (JsonNode verification : verifications()) {
      sum += verification.path(field).asLong();
    }
    return sum;
  }
}
