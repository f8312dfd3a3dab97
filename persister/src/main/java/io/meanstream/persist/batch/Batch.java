package io.meanstream.persist.batch;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * All records of one partition in {@code [from, to)}, in offset order. Offsets have gaps where
 * transactions end and where the log was compacted.
 */
public record Batch(
    TopicPartition partition, long from, long to, List<ConsumerRecord<byte[], byte[]>> records) {

  /** This batch, truncated at an earlier end. */
  public Batch until(long earlier) {
    List<ConsumerRecord<byte[], byte[]>> kept =
        records.stream().takeWhile(record -> record.offset() < earlier).toList();
    return new Batch(partition, from, earlier, kept);
  }

  /** The size of its records' values. */
  public long bytes() {
    return records.stream().mapToLong(record -> Math.max(0, record.serializedValueSize())).sum();
  }

  /** When its first record arrived in Kafka, in milliseconds since the epoch. */
  public OptionalLong arrivedAt() {
    return records.isEmpty() ? OptionalLong.empty() : OptionalLong.of(records.get(0).timestamp());
  }

  /** The record at an offset; empty if there never was one or it was compacted away. */
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

  /** The records after an offset. */
  List<ConsumerRecord<byte[], byte[]>> after(long offset) {
    return records.stream().filter(record -> record.offset() > offset).toList();
  }
}
