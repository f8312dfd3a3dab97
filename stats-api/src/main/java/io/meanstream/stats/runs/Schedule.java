package io.meanstream.stats.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.panache.common.MongoEntity;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When the averages of a dataset are updated, as the scheduler stores it and the API shows it.
 *
 * @param lookedAt the name of {@code checkedAt} in documents of earlier versions
 */
@MongoEntity(collection = CollectionNames.SCHEDULES)
@Schema(name = "Schedule")
public record Schedule(
    @BsonId @Schema(examples = "rides") String dataset,
    @Schema(
            description = "Second, minute, hour, day of month, month, day of week; null: never",
            examples = "0 15 * * * ?",
            nullable = true)
        String cron,
    @Schema(description = "The time zone of the cron expression", examples = "America/Chicago")
        String zone,
    @Schema(
            implementation = boolean.class,
            description = "Whether scheduled runs are paused by an administrator")
        Boolean paused,
    @Schema(description = "The next time it fires", nullable = true) Instant next,
    @Schema(description = "All fire times up to this instant are handled", nullable = true)
        Instant checkedAt,
    @JsonIgnore @Schema(hidden = true) Instant lookedAt) {

  public Schedule {
    paused = Boolean.TRUE.equals(paused);
    checkedAt = checkedAt == null ? lookedAt : checkedAt;
  }
}
