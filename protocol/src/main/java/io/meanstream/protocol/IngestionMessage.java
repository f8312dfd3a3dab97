package io.meanstream.protocol;

import io.meanstream.catalog.record.MalformedRecordException;

/** A record of the topic {@link TopicNames#INGESTIONS}. */
public sealed interface IngestionMessage permits IngestionStatus, IngestionCheckpoint {

  /** The field that distinguishes the kinds of records. */
  String KIND = "kind";

  /** The key of the record; a newer record with the same key replaces it. */
  String key();

  /** The value of the record, JSON in UTF-8. */
  byte[] toJson();

  /**
   * Parses the value of a record.
   *
   * @param value null if the record has none
   */
  static IngestionMessage parse(byte[] value) throws MalformedRecordException {
    JsonObject json = JsonObject.parse(value);
    return switch (json.text(KIND).orElse("")) {
      case IngestionStatus.KIND -> IngestionStatus.from(json);
      case IngestionCheckpoint.KIND -> IngestionCheckpoint.from(json);
      default ->
          throw JsonObject.malformed(
              "kind is neither %s nor %s"
                  .formatted(IngestionStatus.KIND, IngestionCheckpoint.KIND));
    };
  }
}
