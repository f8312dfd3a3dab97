package io.meanstream.ingest.kafka;

import io.meanstream.ingest.state.Ingestion;
import jakarta.enterprise.inject.Vetoed;
import org.apache.kafka.common.errors.TimeoutException;

/** A channel whose Kafka does not accept the states of one source. */
@Vetoed
public final class FaultyStates extends StateChannel {

  private final StateChannel states;
  private final String source;

  /** A channel that refuses the states of the source with this name. */
  public FaultyStates(StateChannel states, String source) {
    super(null, null);
    this.states = states;
    this.source = source;
  }

  @Override
  public Ingestion publish(Ingestion ingestion) {
    if (ingestion.source().name().equals(source)) {
      throw new TimeoutException("Kafka does not answer");
    }
    return states.publish(ingestion);
  }
}
