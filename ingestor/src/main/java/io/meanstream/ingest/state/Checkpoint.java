package io.meanstream.ingest.state;

import io.meanstream.protocol.FirstReject;
import io.meanstream.protocol.IngestionFigures;
import io.meanstream.source.Position;
import java.util.Map;
import java.util.Optional;

/**
 * How far a source has been read into Kafka, committed in the same transaction as its rows.
 *
 * @param ingestion that the rows belong to
 * @param source key of the reading
 * @param owner the process that may continue reading
 * @param position after the last row read
 * @param bytes how many bytes of the source were read for that
 * @param offsets the offset after the last record, by partition of the rows' topic
 * @param rejected the number of rejected rows, by rule
 * @param firstReject the first of these
 * @param figures further counts over these rows
 * @param done whether the source has no more rows
 */
public record Checkpoint(
    String ingestion,
    SourceKey source,
    Owner owner,
    Position position,
    long bytes,
    Map<Integer, Long> offsets,
    Map<String, Long> rejected,
    Optional<FirstReject> firstReject,
    IngestionFigures figures,
    boolean done) {

  public Checkpoint {
    offsets = Map.copyOf(offsets);
    rejected = Map.copyOf(rejected);
  }

  /** Before the first row. */
  public static Checkpoint first(String ingestion, SourceKey source, Owner owner) {
    return new Checkpoint(
        ingestion,
        source,
        owner,
        Position.START,
        0,
        Map.of(),
        Map.of(),
        Optional.empty(),
        IngestionFigures.NONE,
        false);
  }

  /** The same position with a new owner. */
  public Checkpoint ownedBy(Owner reader) {
    return new Checkpoint(
        ingestion, source, reader, position, bytes, offsets, rejected, firstReject, figures, done);
  }

  /** The number of rows read. */
  public long rows() {
    return position.rows();
  }

  /** The number of rejected rows, over all rules. */
  public long rejectedRows() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The name of the dataset. */
  public String dataset() {
    return source.dataset();
  }
}
