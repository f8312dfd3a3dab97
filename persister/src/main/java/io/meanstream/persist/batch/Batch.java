package io.meanstream.persist.batch;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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

  /**
   * The record at an offset.
   *
   * @throws IllegalArgumentException if there is none
   */
  ConsumerRecord<byte[], byte[]> at(long offset) {
    ConsumerRecord<byte[], byte[]> wanted =
        new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, null);
    int index =
        Collections.binarySearch(records, wanted, Comparator.comparingLong(ConsumerRecord::offset));
    if (index < 0) {
      throw new IllegalArgumentException(partition + " has no record at " + offset);
    }
    return records.get(index);
  }

  /** The records from an offset on. */
  List<ConsumerRecord<byte[], byte[]>> after(long offset) {
    return records.stream().filter(record -> record.offset() > offset).toList();
  }
}
