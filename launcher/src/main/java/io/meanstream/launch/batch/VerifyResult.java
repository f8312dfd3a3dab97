package io.meanstream.launch.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Csv;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Json;
import io.meanstream.launch.show.OneLine;
import java.util.List;
import java.util.Locale;

/** The document that the batch prints after a verification: one entry for each dataset. */
public record VerifyResult(JsonNode document) implements BatchOutcome {

  /** Whether every average that was compared matches its rows. */
  @Override
  public boolean isGood() {
    return sum("differences") == 0;
  }

  /** What was found. */
  @Override
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,d averages compared with %,d rows, %s",
        sum("averagesCompared"),
        sum("rowsRead"),
        isGood() ? "no difference" : String.format(Locale.ROOT, "%,d differ", sum("differences")));
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
