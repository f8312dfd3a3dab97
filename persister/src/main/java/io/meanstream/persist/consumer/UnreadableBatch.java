package io.meanstream.persist.consumer;

import io.meanstream.persist.store.PartitionBlockedException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** A fetched batch that the Kafka client cannot read: a damaged one, or of an unknown codec. */
final class UnreadableBatch {

  private static final Pattern CODEC =
      Pattern.compile("org\\.apache\\.kafka\\.common\\.compress\\.(\\w+)Compression");

  private UnreadableBatch() {}

  /** Whether a poll failed at such a batch: the client has a subclass for everything else. */
  static boolean causes(KafkaException failure) {
    return failure.getClass().equals(KafkaException.class);
  }

  /** Says where it is, why it cannot be read, and what to do. */
  static PartitionBlockedException of(
      TopicPartition partition, long offset, KafkaException failure) {
    String why =
        missingCodec(failure)
            .map(
                codec ->
                    "it is compressed with %s, whose library cannot be loaded: run the persister from its jar, or produce with lz4"
                        .formatted(codec))
            .orElse(chain(failure).reduce((outer, inner) -> inner).orElse(failure).getMessage());
    return new PartitionBlockedException(
        "cannot read the batch at offset %d of %s: %s".formatted(offset, partition, why));
  }

  /** The codec whose native library is missing. Only the stack trace of the error names it. */
  private static Optional<String> missingCodec(Throwable failure) {
    return chain(failure)
        .filter(cause -> cause instanceof Error && !(cause instanceof VirtualMachineError))
        .flatMap(error -> Arrays.stream(error.getStackTrace()))
        .map(frame -> CODEC.matcher(frame.getClassName()))
        .filter(Matcher::matches)
        .map(codec -> codec.group(1).toLowerCase(Locale.ROOT))
        .findFirst();
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
