package io.meanstream.persist.batch;

import io.meanstream.persist.Trips;
import java.time.LocalDate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a test's log. */
record Trip(String key, LocalDate day, long seats, String ingestion) {

  boolean sameContent(Trip other) {
    return day.equals(other.day) && seats == other.seats;
  }

  ConsumerRecord<byte[], byte[]> at(int partition, long offset) {
    return Trips.record(
        Trips.DATASET.topic(),
        partition,
        offset,
        Trips.bytes(key),
        Trips.value(key, day, seats),
        Trips.headers(ingestion, offset + 1));
  }
}
