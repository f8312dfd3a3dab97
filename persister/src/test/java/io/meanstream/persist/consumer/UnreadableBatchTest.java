package io.meanstream.persist.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class UnreadableBatchTest {

  private static final TopicPartition PARTITION = new TopicPartition("trips", 3);

  @Test
  void aMissingLibraryNamesItsCodec() {
    UnsatisfiedLinkError missing = new UnsatisfiedLinkError("no zstd-jni in java.library.path");
    missing.setStackTrace(
        new StackTraceElement[] {
          frame("com.github.luben.zstd.util.Native", "load"),
          frame("org.apache.kafka.common.compress.ZstdCompression", "wrapForInput")
        });

    assertThat(messageOf(polled(new KafkaException(missing))))
        .isEqualTo(
            "cannot read the batch at offset 17 of trips-3: it is compressed with zstd, whose"
                + " library cannot be loaded: run the persister from its jar, or produce with lz4");
  }

  @Test
  void aDamagedBatchReportsWhatIsWrong() {
    KafkaException damaged =
        new KafkaException("damaged", new CorruptRecordException("Record is corrupt"));

    assertThat(messageOf(polled(damaged)))
        .isEqualTo("cannot read the batch at offset 17 of trips-3: Record is corrupt");
  }

  @Test
  void otherConsumerFailuresAreNotUnreadableBatches() {
    assertThat(UnreadableBatch.causes(new TopicAuthorizationException("trips"))).isFalse();
    assertThat(UnreadableBatch.causes(polled(new KafkaException("damaged")))).isTrue();
  }

  private static KafkaException polled(KafkaException cause) {
    return new KafkaException("Received exception when fetching the next record", cause);
  }

  private static String messageOf(KafkaException failure) {
    return UnreadableBatch.of(PARTITION, 17, failure).getMessage();
  }

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, null, 1);
  }
}
