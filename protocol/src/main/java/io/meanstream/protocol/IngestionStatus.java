package io.meanstream.protocol;

import io.meanstream.catalog.record.MalformedRecordException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The request for an ingestion and its current state.
 *
 * @param id of the ingestion
 * @param topic the topic of its rows
 * @param source the name of the file or entry
 * @param path of the file that contains the source
 * @param entry in an archive
 * @param owner the process that reads or will read the source
 * @param hash of the source's bytes, once known, as are the properties up to its columns
 * @param asked the text format in the request
 * @param used the text format with which the source is read
 * @param unknownColumns columns without a field in the dataset
 * @param warnings things in the source that someone should check
 * @param figures what was counted in its rows, once it is done
 * @param knownAs the earlier ingestion that read the same source
 * @param error why it failed
 */
public record IngestionStatus(
    String id,
    Optional<String> dataset,
    Optional<String> topic,
    Optional<String> source,
    Optional<String> path,
    Optional<String> entry,
    IngestionState state,
    Optional<String> owner,
    Optional<String> hash,
    Optional<Long> bytes,
    Optional<Long> rows,
    boolean replay,
    TextFormat asked,
    TextFormat used,
    List<String> columns,
    List<String> unknownColumns,
    List<String> warnings,
    IngestionFigures figures,
    Optional<Instant> createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> knownAs,
    Optional<String> error)
    implements IngestionMessage {

  static final String KIND = "ingestion";

  /**
   * The text format of a source.
   *
   * @param charset its name
   * @param delimiter of fields: a character or {@code tab}
   */
  public record TextFormat(Optional<String> charset, Optional<String> delimiter) {

    static TextFormat from(JsonObject json) throws MalformedRecordException {
      return new TextFormat(json.text("charset"), json.text("delimiter"));
    }

    private JsonFields addTo(JsonFields fields) {
      return fields.text("charset", charset).text("delimiter", delimiter);
    }
  }

  public IngestionStatus {
    columns = List.copyOf(columns);
    unknownColumns = List.copyOf(unknownColumns);
    warnings = List.copyOf(warnings);
  }

  @Override
  public String key() {
    return id;
  }

  @Override
  public byte[] toJson() {
    JsonFields fields =
        new JsonFields()
            .text(IngestionMessage.KIND, KIND)
            .text("id", id)
            .text("dataset", dataset)
            .text("topic", topic)
            .text("source", source)
            .text("path", path)
            .text("entry", entry)
            .text("state", state.id())
            .text("owner", owner)
            .text("hash", hash)
            .number("bytes", bytes)
            .number("rows", rows)
            .flag("replay", replay)
            .object("asked", Optional.of(asked.addTo(new JsonFields())));
    return used.addTo(fields)
        .texts("columns", columns)
        .texts("unknownColumns", unknownColumns)
        .texts("warnings", warnings)
        .numbers(figures.byId())
        .instant("createdAt", createdAt)
        .instant("startedAt", startedAt)
        .instant("endedAt", endedAt)
        .text("knownAs", knownAs)
        .text("error", error)
        .toJson();
  }

  static IngestionStatus from(JsonObject json) throws MalformedRecordException {
    return new IngestionStatus(
        json.text("id")
            .filter(id -> !id.isEmpty())
            .orElseThrow(() -> JsonObject.malformed("an ingestion must have an id")),
        json.text("dataset"),
        json.text("topic"),
        json.text("source"),
        json.text("path"),
        json.text("entry"),
        json.text("state")
            .flatMap(IngestionState::of)
            .orElseThrow(
                () ->
                    JsonObject.malformed(
                        "the state of an ingestion must be one of " + IngestionState.ids())),
        json.text("owner"),
        json.text("hash"),
        json.number("bytes"),
        json.number("rows"),
        json.flag("replay"),
        TextFormat.from(json.object("asked").orElse(JsonObject.EMPTY)),
        TextFormat.from(json),
        json.texts("columns"),
        json.texts("unknownColumns"),
        json.texts("warnings"),
        IngestionFigures.from(json),
        json.instant("createdAt"),
        json.instant("startedAt"),
        json.instant("endedAt"),
        json.text("knownAs"),
        json.text("error"));
  }
}
