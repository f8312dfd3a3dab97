package io.meanstream.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchdogTest {

  @Test
  void theRunEndsWhenTheParentClosesItsEndOfThePipe() throws Exception {
    // Given
    CountDownLatch ended = new CountDownLatch(1);
    PipedOutputStream starter = new PipedOutputStream();
    ParentWatchdog.fasten(new PipedInputStream(starter), ended::countDown);
    starter.write(1);
    assertThat(ended.getCount()).as("alive while it is written to").isOne();

    // When
    starter.close();

    // Then
    assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
