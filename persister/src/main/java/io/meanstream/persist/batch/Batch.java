package io.meanstream.persist.batch;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A stretch {@code [from, to)} of one partition's log with every record of it, in offset order.
 * Offsets have gaps where transactions end and where the log was compacted.
 */
public record Batch(
    TopicPartition partition, long from, long to, List<ConsumerRecord<byte[], byte[]>> records) {

  /** The same batch up to an earlier end. */
  public Batch until(long earlier) {
    List<ConsumerRecord<byte[], byte[]>> kept =
        records.stream().takeWhile(record -> record.offset() < earlier).toList();
    return new Batch(partition, from, earlier, kept);
  }

  /** The record at an offset; empty where none is, for it never was or was compacted away. */
  Optional<ConsumerRecord<byte[], byte[]>> find(long offset) {
    ConsumerRecord<byte[], byte[]> wanted =
        new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, null);
    int index =
        Collections.binarySearch(records, wanted, Comparator.comparingLong(ConsumerRecord::offset));
    return index < 0 ? Optional.empty() : Optional.of(records.get(index));
  }

  /**
   * The record at an offset.
   *
   * @throws IllegalArgumentException if there is none
   */
  ConsumerRecord<byte[], byte[]> at(long offset) {
    return find(offset)
        .orElseThrow(() -> new IllegalArgumentException(partition + " has no record at " + offset));
  }

  /** The records beyond an offset. */
  List<ConsumerRecord<byte[], byte[]>> after(long offset) {
    return records.stream().filter(record -> record.offset() > offset).toList();
  }
}
