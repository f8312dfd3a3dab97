package io.meanstream.stats.runs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A process of the batch, as it is shown. */
@Schema(name = "Run")
record Run(
    String id,
    @Schema(examples = "rides") String dataset,
    @Schema(
            description = "What started it; `command`: somebody, by hand",
            enumeration = {"schedule", "request", "retry", "catch-up", "command"})
        String trigger,
    @Schema(
            description = "`lost`: started by hand, and overtaken by another",
            enumeration = {"queued", "running", "done", "failed", "cancelled", "lost"})
        String state,
    @Schema(description = "The first of the days to recompute besides", nullable = true)
        String from,
    @Schema(description = "The day after the last of them", nullable = true) String to,
    @Schema(description = "Whether everything is recomputed") boolean full,
    @Schema(description = "Which try it is") long attempt,
    @Schema(description = "The run that it tries again", nullable = true) String retryOf,
    @Schema(description = "The run that tries it again", nullable = true) String retriedAs,
    @Schema(nullable = true) Instant requestedAt,
    @Schema(nullable = true) Instant startedAt,
    @Schema(nullable = true) Instant endedAt,
    @Schema(description = "Its number in the dataset", nullable = true) Long run,
    @Schema(description = "Days recomputed", nullable = true) Long days,
    @Schema(nullable = true) Long rowsRead,
    @Schema(nullable = true) Long averagesWritten,
    @Schema(description = "By stage", examples = "{\"compute\": 3.2}") Map<String, Double> seconds,
    @Schema(description = "Spark's own name of it", nullable = true) String applicationId,
    @Schema(
            description = "Of its process; 2 after a mistake that only people can put right",
            nullable = true)
        Long exitCode,
    @Schema(description = "Why it failed", nullable = true) String error,
    @Schema(description = "The last lines of what it said, unless it is done") List<String> log) {

  static Run of(RunDocument document) {
    return new Run(
        document.id,
        document.dataset,
        trigger(document.trigger),
        document.state,
        document.from,
        document.to,
        document.full,
        Objects.requireNonNullElse(document.attempt, 1L),
        document.retryOf,
        document.retriedAs,
        document.requestedAt,
        document.startedAt,
        document.endedAt,
        document.run,
        document.days,
        document.rowsRead,
        document.averagesWritten,
        new TreeMap<>(Optional.ofNullable(document.seconds).orElse(Map.of())),
        document.applicationId,
        document.exitCode,
        document.error,
        Optional.ofNullable(document.log).orElse(List.of()));
  }

  /** Runs of earlier versions say made-up. */
  private static String trigger(String stored) {
    return "made-up".equals(stored) ? "catch-up" : Objects.requireNonNullElse(stored, "command");
  }
}
