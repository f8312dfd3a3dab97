package io.meanstream.protocol;

import io.meanstream.catalog.dataset.DocumentId;
import io.meanstream.catalog.record.MalformedRecordException;
import java.time.Instant;
import java.util.Optional;

/**
 * A record of the topic {@link TopicNames#REJECTS}: a rejected row.
 *
 * @param ingestion the id of the ingestion
 * @param source the name of the file or entry
 * @param row the number of the data row, from 1
 * @param line the line on which the row starts, from 1
 * @param field the first wrong field; empty if the row as a whole is wrong
 * @param rule the rule that the row breaks
 * @param message what is wrong
 * @param raw the raw text of the row
 * @param at when it was rejected
 */
public record RejectMessage(
    String ingestion,
    Optional<String> dataset,
    Optional<String> source,
    Optional<Long> row,
    Optional<Long> line,
    Optional<String> field,
    String rule,
    Optional<String> message,
    Optional<String> raw,
    Optional<Instant> at) {

  /** The record key of a row, and the id of its document. */
  public static String key(String ingestion, long row) {
    return DocumentId.join(ingestion, Long.toString(row));
  }

  /** The value of the record, JSON in UTF-8. */
  public byte[] toJson() {
    return new JsonFields()
        .text("ingestion", ingestion)
        .text("dataset", dataset)
        .text("source", source)
        .number("row", row)
        .number("line", line)
        .text("field", field)
        .text("rule", rule)
        .text("message", message)
        .text("raw", raw)
        .instant("at", at)
        .toJson();
  }

  /**
   * Parses the value of a record.
   *
   * @param value null if the record has none
   */
  public static RejectMessage parse(byte[] value) throws MalformedRecordException {
    JsonObject json = JsonObject.parse(value);
    return new RejectMessage(
        json.text("ingestion")
            .orElseThrow(() -> JsonObject.malformed("a reject must have an ingestion")),
        json.text("dataset"),
        json.text("source"),
        json.number("row"),
        json.number("line"),
        json.text("field"),
        json.text("rule").orElseThrow(() -> JsonObject.malformed("a reject must have a rule")),
        json.text("message"),
        json.text("raw"),
        json.instant("at"));
  }
}
