package io.meanstream.protocol;

import io.meanstream.catalog.dataset.DocumentId;
import io.meanstream.catalog.record.MalformedRecordException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How far a source has been read into Kafka. Committed in one transaction with the rows it counts.
 *
 * @param ingestion the id of the ingestion
 * @param hash of the source's bytes
 * @param replay whether a known source is deliberately read again
 * @param owner the process that may continue reading
 * @param rows the number of rows read
 * @param place where reading continues, in a notation private to the source's format; missing if
 *     the format counts rows, and in checkpoints of earlier versions
 * @param bytes the number of bytes read from the source for these rows
 * @param offsets the offset after the last record, by partition of the topic of rows
 * @param rejected the number of rejected rows, by rule
 * @param firstReject the first rejected row
 * @param figures further counts over these rows
 * @param done whether the source has been read completely
 */
public record IngestionCheckpoint(
    String ingestion,
    Optional<String> dataset,
    Optional<String> hash,
    boolean replay,
    Optional<String> owner,
    long rows,
    Optional<String> place,
    Optional<Long> bytes,
    Map<Integer, Long> offsets,
    Map<String, Long> rejected,
    Optional<FirstReject> firstReject,
    IngestionFigures figures,
    boolean done)
    implements IngestionMessage {

  static final String KIND = "checkpoint";

  private static final Pattern PARTITION = Pattern.compile("[0-9]{1,9}");
  private static final Pattern RULE = Pattern.compile("[a-z_]{1,50}");

  public IngestionCheckpoint {
    offsets = Map.copyOf(offsets);
    rejected = Map.copyOf(rejected);
  }

  /**
   * The record key of a source's checkpoint.
   *
   * @param replay the id of the ingestion that reads the source again
   */
  public static String key(String dataset, String hash, Optional<String> replay) {
    return replay
        .map(ingestion -> DocumentId.join(KIND, dataset, hash, ingestion))
        .orElseGet(() -> DocumentId.join(KIND, dataset, hash));
  }

  @Override
  public String key() {
    return key(dataset.orElse(""), hash.orElse(""), Optional.of(ingestion).filter(again -> replay));
  }

  @Override
  public byte[] toJson() {
    Map<String, Long> partitions = new TreeMap<>();
    offsets.forEach((partition, offset) -> partitions.put(partition.toString(), offset));
    return new JsonFields()
        .text(IngestionMessage.KIND, KIND)
        .text("ingestion", ingestion)
        .text("dataset", dataset)
        .text("hash", hash)
        .flag("replay", replay)
        .text("owner", owner)
        .number("rows", rows)
        .text("place", place)
        .number("bytes", bytes)
        .numbers("offsets", partitions)
        .numbers("rejected", rejected)
        .object("firstReject", firstReject.map(FirstReject::toJson))
        .numbers(figures.byId())
        .flag("done", done)
        .toJson();
  }

  static IngestionCheckpoint from(JsonObject json) throws MalformedRecordException {
    Optional<JsonObject> first = json.object("firstReject");
    return new IngestionCheckpoint(
        json.text("ingestion")
            .orElseThrow(() -> JsonObject.malformed("a checkpoint must have an ingestion")),
        json.text("dataset"),
        json.text("hash"),
        json.flag("replay"),
        json.text("owner"),
        json.number("rows").orElse(0L),
        json.text("place"),
        json.number("bytes"),
        offsets(json),
        json.numbers("rejected", RULE),
        first.isPresent() ? Optional.of(FirstReject.from(first.get())) : Optional.empty(),
        IngestionFigures.from(json),
        json.flag("done"));
  }

  private static Map<Integer, Long> offsets(JsonObject json) throws MalformedRecordException {
    Map<Integer, Long> offsets = new TreeMap<>();
    json.numbers("offsets", PARTITION)
        .forEach((partition, offset) -> offsets.put(Integer.valueOf(partition), offset));
    return offsets;
  }
}
