package io.meanstream.ingest.kafka;

import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.Ingestions;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * Publishes states of ingestions outside of transactions, while their sources have no reader. Call
 * from worker threads.
 */
@ApplicationScoped
public class StateChannel {

  private final MutinyEmitter<Record<String, byte[]>> channel;
  private final Ingestions ingestions;

  StateChannel(
      @Channel("ingestions") MutinyEmitter<Record<String, byte[]>> channel, Ingestions ingestions) {
    this.channel = channel;
    this.ingestions = ingestions;
  }

  /**
   * Publishes a state; returns once Kafka has it.
   *
   * @throws KafkaException if Kafka may not have it
   */
  public Ingestion publish(Ingestion ingestion) {
    try {
      channel.sendAndAwait(Record.of(ingestion.id(), MessageMapper.of(ingestion).toJson()));
    } catch (RuntimeException e) {
      throw KafkaFaults.behind(e);
    }
    ingestions.put(ingestion);
    return ingestion;
  }
}
