package io.meanstream.ingest.kafka;

import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.Owner;
import io.meanstream.protocol.FirstReject;
import io.meanstream.protocol.IngestionFigures;
import io.meanstream.source.RowReader;
import io.meanstream.source.type.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of one transaction; they become visible together with its checkpoint. */
public final class Chunk {

  private final RowProducer producer;
  private final Ingestion ingestion;
  private final Checkpoint behind;
  private final Map<String, Long> rejected = new HashMap<>();
  private final long since = System.nanoTime();
  private Optional<FirstReject> firstReject;
  private int rows;
  private long bytes;

  Chunk(RowProducer producer, Ingestion ingestion, Checkpoint behind) {
    this.producer = producer;
    this.ingestion = ingestion;
    this.behind = behind;
    this.firstReject = behind.firstReject();
  }

  /**
   * Adds a row or its reject; blocks while the producer's buffer is full.
   *
   * @param asTooLarge creates the reject of a row whose record is too large for its topic
   */
  public void add(Row row, TooLarge asTooLarge) {
    if (row instanceof Row.Accepted accepted) {
      long size = producer.send(accepted);
      if (size > producer.maxBytes()) {
        reject(asTooLarge.reject(size, producer.maxBytes()));
      } else {
        bytes += size;
      }
    } else if (row instanceof Row.Rejected reject) {
      reject(reject);
    }
    rows++;
  }

  private void reject(Row.Rejected row) {
    producer.send(ingestion, row);
    firstReject = firstReject.or(() -> Optional.of(MessageMapper.first(row)));
    rejected.merge(row.rule(), 1L, Long::sum);
    bytes += row.raw().length();
  }

  /** Whether it is time to commit. */
  public boolean isFull(ChunkLimits limits) {
    return rows >= limits.rows()
        || bytes >= limits.bytes()
        || System.nanoTime() - since >= limits.time().toNanos();
  }

  /** Commits the new owner of the checkpoint and these states, without rows. */
  public Checkpoint commitOwner(Owner owner, List<Ingestion> states) {
    Checkpoint checkpoint = behind.ownedBy(owner);
    producer.commit(checkpoint, states);
    return checkpoint;
  }

  /**
   * Commits the rows, the checkpoint after them and these states.
   *
   * @param source positioned after the last row
   * @param figures of all rows so far
   * @param last whether the source has no more rows
   */
  public Checkpoint commit(
      RowReader source, IngestionFigures figures, boolean last, List<Ingestion> states) {
    Checkpoint checkpoint =
        new Checkpoint(
            behind.ingestion(),
            behind.source(),
            behind.owner(),
            source.position(),
            source.bytesRead(),
            offsets(),
            sum(behind.rejected(), rejected),
            firstReject,
            figures,
            last);
    producer.commit(checkpoint, states);
    return checkpoint;
  }

  private Map<Integer, Long> offsets() {
    long[] next = producer.flush();
    Map<Integer, Long> offsets = new HashMap<>();
    for (int partition = 0; partition < next.length; partition++) {
      if (next[partition] > 0) {
        offsets.put(partition, next[partition]);
      }
    }
    return offsets;
  }

  private static Map<String, Long> sum(Map<String, Long> before, Map<String, Long> added) {
    Map<String, Long> sum = new HashMap<>(before);
    added.forEach((rule, count) -> sum.merge(rule, count, Long::sum));
    return sum;
  }

  /** Creates a reject for the last row read. */
  @FunctionalInterface
  public interface TooLarge {
    /** The reject for a record with this size and limit. */
    Row.Rejected reject(long bytes, long limit);
  }
}
