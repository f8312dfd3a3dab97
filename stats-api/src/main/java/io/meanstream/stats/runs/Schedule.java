package io.meanstream.stats.runs;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** When a dataset's averages are brought up to date, as it is shown. */
@Schema(name = "Schedule")
record Schedule(
    @Schema(examples = "rides") String dataset,
    @Schema(
            description = "Second, minute, hour, day of month, month, day of week; null: never",
            examples = "0 15 * * * ?",
            nullable = true)
        String cron,
    @Schema(description = "The zone of its times", examples = "America/Chicago") String zone,
    @Schema(description = "Whether somebody keeps it from coming on") boolean paused,
    @Schema(description = "When it comes on next", nullable = true) Instant next,
    @Schema(description = "All fire times up to this instant are handled", nullable = true)
        Instant checkedAt) {

  static Schedule of(ScheduleDocument document) {
    return new Schedule(
        document.id,
        document.cron,
        document.zone,
        document.paused,
        document.next,
        document.checkedAt == null ? document.lookedAt : document.checkedAt);
  }
}
