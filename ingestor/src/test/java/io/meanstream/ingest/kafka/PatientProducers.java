package io.meanstream.ingest.kafka;

import io.meanstream.ingest.IngestorConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Producers whose open transactions Kafka does not abort while a test runs. */
public final class PatientProducers extends RowProducers {

  /** Creates producers for this cluster. */
  public PatientProducers(Map<String, Object> kafka, Topics topics, IngestorConfig config) {
    super(kafka, topics, config, Clock.systemUTC());
  }

  /** Brokers allow a quarter of an hour by default. */
  @Override
  Duration transactionTimeout() {
    return Duration.ofMinutes(14);
  }
}
