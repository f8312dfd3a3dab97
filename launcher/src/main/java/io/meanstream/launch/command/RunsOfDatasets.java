package io.meanstream.launch.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.batch.BatchOutcome;
import io.meanstream.launch.batch.BatchResult;
import io.meanstream.launch.batch.VerifyResult;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outcomes and failures of runs over several datasets. */
final class RunsOfDatasets {

  private final boolean verify;
  private final List<BatchOutcome> outcomes = new ArrayList<>();
  private final Map<String, RuntimeException> failures = new LinkedHashMap<>();

  /**
   * A collection without runs.
   *
   * @param verify whether the runs compare and write nothing
   */
  RunsOfDatasets(boolean verify) {
    this.verify = verify;
  }

  void add(BatchOutcome outcome) {
    outcomes.add(outcome);
  }

  void failed(String dataset, RuntimeException failure) {
    failures.put(dataset, failure);
  }

  /** 1 if a run failed or found a difference. */
  int exitCode() {
    return failures.isEmpty() && outcomes.stream().allMatch(BatchOutcome::isGood) ? 0 : 1;
  }

  /**
   * Prints the combined outcomes, and a line for each failed run.
   *
   * @throws RuntimeException the first failure, if all runs failed because of the same mistake
   */
  void print(Format format, Console console) {
    if (isOneMistake()) {
      throw failures.values().iterator().next();
    }
    if (format == Format.JSON || !outcomes.isEmpty()) {
      BatchOutcome all = verify ? new VerifyResult(document()) : new BatchResult(document());
      all.print(format, console);
    }
    failures.forEach(
        (dataset, failure) ->
            console.note("meanstream: %s: %s".formatted(dataset, failure.getMessage())));
  }

  private boolean isOneMistake() {
    return outcomes.isEmpty()
        && failures.values().stream().allMatch(RunsOfDatasets::isMistake)
        && failures.values().stream().map(Throwable::getMessage).distinct().count() == 1;
  }

  private static boolean isMistake(RuntimeException failure) {
    return failure instanceof Mistake || failure instanceof ApiException api && api.isRefusal();
  }

  private JsonNode document() {
    String entries = verify ? "verifications" : "runs";
    ObjectNode document = Json.object();
    ArrayNode all = document.putArray(entries);
    outcomes.forEach(outcome -> outcome.document().path(entries).forEach(all::add));
    ArrayNode failed = document.putArray("failed");
    failures.forEach(
        (dataset, failure) ->
            failed.addObject().put("dataset", dataset).put("error", failure.getMessage()));
    return document;
  }
}
