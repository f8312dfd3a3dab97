package io.meanstream.persist.batch;

import io.meanstream.persist.TripFixtures;
import java.time.LocalDate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a simulated log. */
record TripRecord(String key, LocalDate day, long seats, String ingestion) {

  boolean sameContent(TripRecord other) {
    return day.equals(other.day) && seats == other.seats;
  }

  ConsumerRecord<byte[], byte[]> at(int partition, long offset) {
    return TripFixtures.record(
        TripFixtures.DATASET.topic(),
        partition,
        offset,
        TripFixtures.bytes(key),
        TripFixtures.value(key, day, seats),
        TripFixtures.headers(ingestion, offset + 1));
  }
}
