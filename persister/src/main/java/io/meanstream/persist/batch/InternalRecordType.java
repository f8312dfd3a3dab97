package io.meanstream.persist.batch;

import io.meanstream.persist.record.RecordRejectedException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One kind of the records that Meanstream's services write to each other.
 *
 * @param <T> what a record is decoded to
 */
interface InternalRecordType<T> {

  /** Makes the store ready for them. */
  Uni<Void> prepare();

  /** What a record says, if it is of this kind. */
  T decode(ConsumerRecord<byte[], byte[]> record) throws RecordRejectedException;

  /** Writes them; may be repeated. */
  Uni<Void> write(List<T> values);
}
