package io.meanstream.stats.runs;

import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.panache.common.MongoEntity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.codecs.pojo.annotations.BsonId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run of the batch, as the scheduler and the batch store it and the API shows it. */
@MongoEntity(collection = CollectionNames.RUNS)
@Schema(name = "Run")
public record Run(
    @BsonId String id,
    @Schema(examples = "rides") String dataset,
    @Schema(
            description = "What started it; `command`: someone started it by hand",
            enumeration = {"schedule", "request", "retry", "catch-up", "command"})
        String trigger,
    @Schema(
            description = "`lost`: it was started by hand, and another run superseded it",
            enumeration = {"queued", "running", "done", "failed", "cancelled", "lost"})
        String state,
    @Schema(
            description = "The first additional day to recompute, whether or not its rows changed",
            nullable = true)
        String from,
    @Schema(description = "The day after the last additional day to recompute", nullable = true)
        String to,
    @Schema(implementation = boolean.class, description = "Whether it recomputes all averages")
        Boolean full,
    @Schema(implementation = long.class, description = "The number of the attempt, from 1")
        Long attempt,
    @Schema(description = "The run that this one retries", nullable = true) String retryOf,
    @Schema(description = "The run that retries this one", nullable = true) String retriedAs,
    @Schema(nullable = true) Instant requestedAt,
    @Schema(nullable = true) Instant startedAt,
    @Schema(nullable = true) Instant endedAt,
    @Schema(description = "The number of the run in its dataset", nullable = true) Long run,
    @Schema(description = "How many days were recomputed", nullable = true) Long days,
    @Schema(nullable = true) Long rowsRead,
    @Schema(nullable = true) Long averagesWritten,
    @Schema(description = "Duration of each stage", examples = "{\"compute\": 3.2}")
        Map<String, Double> seconds,
    @Schema(description = "The application id in Spark", nullable = true) String applicationId,
    @Schema(
            description = "The exit code of the process; 2: retrying will not help",
            nullable = true)
        Long exitCode,
    @Schema(description = "Why it failed", nullable = true) String error,
    @Schema(description = "The last lines of its output; empty once it is done") List<String> log) {

  private static final String TRIGGER_OF_EARLIER_VERSIONS = "made-up";

  public Run {
    trigger =
        TRIGGER_OF_EARLIER_VERSIONS.equals(trigger)
            ? "catch-up"
            : Objects.requireNonNullElse(trigger, "command");
    full = Boolean.TRUE.equals(full);
    attempt = Objects.requireNonNullElse(attempt, 1L);
    seconds = seconds == null ? Map.of() : new TreeMap<>(seconds);
    log = log == null ? List.of() : log;
  }
}
