package io.meanstream.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaFaultsTest {

  @Test
  void theCauseOfExhaustedRetriesIsRetriable() {
    TimeoutException fault = new TimeoutException("10057 ms has passed since batch creation");

    RuntimeException found =
        KafkaFaults.behind(new IllegalStateException("Retries exhausted", fault));

    assertThat(found).isSameAs(fault);
    assertThat(KafkaFaults.isPermanent((KafkaException) found)).isFalse();
  }

  @Test
  void brokersStillStartingAreWaitedFor() {
    KafkaException tooFewBrokers =
        new KafkaException(
            new InvalidReplicationFactorException(
                "Unable to replicate the partition 2 time(s): The target replication factor of 2"
                    + " cannot be reached because only 1 broker(s) are registered."));

    assertThat(KafkaFaults.isPermanent(tooFewBrokers)).isFalse();
    assertThat(KafkaFaults.isPermanent(new InvalidConfigurationException("retention.ms"))).isTrue();
  }

  @Test
  void otherErrorsAreReturnedAsTheyAre() {
    RuntimeException fault = new IllegalArgumentException("no such channel");

    assertThat(KafkaFaults.behind(fault)).isSameAs(fault);
  }
}
