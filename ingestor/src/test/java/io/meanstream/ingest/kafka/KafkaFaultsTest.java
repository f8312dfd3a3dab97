package io.meanstream.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaFaultsTest {

  @Test
  void errorBehindExhaustedRetriesIsRetriable() {
    TimeoutException fault = new TimeoutException("10057 ms has passed since batch creation");

    RuntimeException found =
        KafkaFaults.behind(new IllegalStateException("Retries exhausted", fault));

    assertThat(found).isSameAs(fault);
    assertThat(KafkaFaults.isPermanent((KafkaException) found)).isFalse();
  }

  @Test
  void otherErrorsAreReturnedAsTheyAre() {
    RuntimeException fault = new IllegalArgumentException("no such channel");

    assertThat(KafkaFaults.behind(fault)).isSameAs(fault);
  }
}
