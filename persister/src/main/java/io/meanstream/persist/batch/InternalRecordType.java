package io.meanstream.persist.batch;

import io.meanstream.persist.record.RecordRejectedException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A type of record that Meanstream's services write to each other.
 *
 * @param prepare prepares the store
 * @param decoder decodes a record or rejects it
 * @param write stores decoded records; may be repeated
 * @param <T> the decoded form
 */
record InternalRecordType<T>(
    Supplier<Uni<Void>> prepare, Decoder<T> decoder, Function<List<T>, Uni<Void>> write) {

  /** Decodes records of one type. */
  interface Decoder<T> {

    T decode(ConsumerRecord<byte[], byte[]> record) throws RecordRejectedException;
  }
}
