package io.meanstream.ingest.state;

import io.meanstream.protocol.FirstReject;
import java.util.Map;
import java.util.Optional;

/**
 * How far a source has been read into Kafka, committed with the rows that it counts.
 *
 * @param ingestion whose rows they are
 * @param source which reading of which source
 * @param owner who may read on
 * @param rows how many rows were read
 * @param bytes how many bytes were taken from the source for that
 * @param offsets the offset behind the last record, by partition of the rows' topic
 * @param rejected how many rows were rejected, by rule
 * @param firstReject the first of these
 * @param ambiguousTimes how many local times its zone's clock showed twice or never
 * @param done whether these are all
 */
public record Checkpoint(
    String ingestion,
    SourceKey source,
    Owner owner,
    long rows,
    long bytes,
    Map<Integer, Long> offsets,
    Map<String, Long> rejected,
    Optional<FirstReject> firstReject,
    long ambiguousTimes,
    boolean done) {

  public Checkpoint {
    offsets = Map.copyOf(offsets);
    rejected = Map.copyOf(rejected);
  }

  /** Before the first row. */
  public static Checkpoint first(String ingestion, SourceKey source, Owner owner) {
    return new Checkpoint(
        ingestion, source, owner, 0, 0, Map.of(), Map.of(), Optional.empty(), 0, false);
  }

  /** The same place, to be read on from by another. */
  public Checkpoint ownedBy(Owner reader) {
    return new Checkpoint(
        ingestion,
        source,
        reader,
        rows,
        bytes,
        offsets,
        rejected,
        firstReject,
        ambiguousTimes,
        done);
  }

  /** The sum of all rules. */
  public long rejectedRows() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The name of the dataset. */
  public String dataset() {
    return source.dataset();
  }
}
