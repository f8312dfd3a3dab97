package io.meanstream.schedule.store;

import io.meanstream.protocol.RunState;
import io.meanstream.schedule.run.BatchStats;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunRequest;
import io.meanstream.schedule.run.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;

/** Maps runs to and from documents of {@code runs}. The batch's own fields are only read. */
final class RunDocument {

  private RunDocument() {}

  /** The document of a queued run. */
  static Document of(Run run) {
    RunRequest request = run.request();
    return new Document("_id", run.id())
        .append("dataset", run.dataset())
        .append("trigger", request.trigger().id())
        .append("from", request.from().map(Object::toString).orElse(null))
        .append("to", request.to().map(Object::toString).orElse(null))
        .append("full", request.full())
        .append("attempt", run.attempt())
        .append("retryOf", run.retryOf().orElse(null))
        .append("retriedAs", null)
        .append("requestedAt", Date.from(run.requestedAt()))
        .append("due", Date.from(run.due()))
        .append("state", run.state().id())
        .append("startedAt", null)
        .append("endedAt", null)
        .append("exitCode", null)
        .append("error", null)
        .append("log", List.of());
  }

  static Run read(Document document) {
    Optional<Instant> startedAt = instant(document, "startedAt");
    Instant requestedAt =
        instant(document, "requestedAt").or(() -> startedAt).orElse(Instant.EPOCH);
    return new Run(
        document.getString("_id"),
        request(document),
        number(document, "attempt").orElse(1L).intValue(),
        text(document, "retryOf"),
        text(document, "retriedAs"),
        requestedAt,
        instant(document, "due").orElse(requestedAt),
        RunState.of(document.getString("state")).orElseThrow(),
        startedAt,
        instant(document, "endedAt"),
        number(document, "exitCode").map(Long::intValue),
        text(document, "error"),
        Optional.ofNullable(document.getList("log", String.class)).orElse(List.of()),
        stats(document));
  }

  private static RunRequest request(Document document) {
    return new RunRequest(
        document.getString("dataset"),
        text(document, "trigger").map(Trigger::of).orElse(Trigger.COMMAND),
        text(document, "from").map(LocalDate::parse),
        text(document, "to").map(LocalDate::parse),
        Boolean.TRUE.equals(document.getBoolean("full")));
  }

  private static BatchStats stats(Document document) {
    Map<String, Double> seconds = new TreeMap<>();
    Optional.ofNullable(document.get("seconds", Document.class))
        .ifPresent(
            stages ->
                stages.forEach(
                    (stage, value) -> seconds.put(stage, ((Number) value).doubleValue())));
    return new BatchStats(
        number(document, "run"),
        number(document, "days"),
        number(document, "rowsRead"),
        number(document, "averagesWritten"),
        seconds,
        text(document, "applicationId"));
  }

  private static Optional<String> text(Document document, String field) {
    return Optional.ofNullable(document.getString(field));
  }

  private static Optional<Long> number(Document document, String field) {
    return Optional.ofNullable(document.get(field, Number.class)).map(Number::longValue);
  }

  private static Optional<Instant> instant(Document document, String field) {
    return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
  }
}
