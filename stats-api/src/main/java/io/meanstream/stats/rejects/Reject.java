package io.meanstream.stats.rejects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.meanstream.protocol.CollectionNames;
import io.meanstream.stats.http.SafeText;
import io.quarkus.mongodb.panache.common.MongoEntity;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A rejected row and the reason, as the persister stores it and the API shows it. Texts are clipped
 * and safe to print.
 */
@MongoEntity(collection = CollectionNames.REJECTS)
@Schema(name = "Reject")
public record Reject(
    @BsonId @JsonIgnore @Schema(hidden = true) String id,
    @Schema(description = "The ingestion that read the row", nullable = true) String ingestion,
    @Schema(
            description = "The file, or the topic if the store rejected a record",
            examples = "202004-divvy-tripdata.csv",
            nullable = true)
        String source,
    @Schema(
            description =
                "The number of the data row, from 1; null if no ingestion sent the record",
            examples = "2",
            nullable = true)
        Long row,
    @Schema(
            description =
                "The line on which the row starts, from 1; null if the store rejected the record",
            examples = "3",
            nullable = true)
        Long line,
    @Schema(
            description = "The first wrong field; empty if the row as a whole is wrong",
            examples = "started_at",
            nullable = true)
        String field,
    @Schema(description = "The rule that the row breaks", examples = "type", nullable = true)
        String rule,
    @Schema(description = "What is wrong", nullable = true) String message,
    @Schema(
            description =
                "The row as CSV, or the record; long ones are clipped, control characters escaped",
            nullable = true)
        String raw,
    @Schema(examples = "2020-05-01T08:00:00Z", nullable = true) Instant at) {

  public Reject {
    source = SafeText.of(source);
    field = SafeText.of(field);
    rule = SafeText.of(rule);
    message = SafeText.of(message);
    raw = SafeText.of(raw);
  }
}
