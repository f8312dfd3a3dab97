package io.meanstream.ingest.state;

import java.util.Map;

/**
 * How far a source has been read into Kafka, committed with the rows that it counts.
 *
 * @param ingestion whose rows they are
 * @param source which reading of which source
 * @param owner who may read on
 * @param rows how many rows were read
 * @param offsets the offset behind the last record, by partition of the rows' topic
 * @param rejected how many rows were rejected, by rule
 * @param ambiguousTimes how many local times its zone's clock showed twice or never
 * @param done whether these are all
 */
public record Checkpoint(
    String ingestion,
    SourceKey source,
    Owner owner,
    long rows,
    Map<Integer, Long> offsets,
    Map<String, Long> rejected,
    long ambiguousTimes,
    boolean done) {

  public Checkpoint {
    offsets = Map.copyOf(offsets);
    rejected = Map.copyOf(rejected);
  }

  /** Before the first row. */
  public static Checkpoint first(String ingestion, SourceKey source, Owner owner) {
    return new Checkpoint(ingestion, source, owner, 0, Map.of(), Map.of(), 0, false);
  }

  /** The same place, to be read on from by another. */
  public Checkpoint ownedBy(Owner reader) {
    return new Checkpoint(ingestion, source, reader, rows, offsets, rejected, ambiguousTimes, done);
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
