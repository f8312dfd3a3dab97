package io.meanstream.persist.batch;

import io.meanstream.persist.record.IngestionDecoder;
import io.meanstream.persist.record.IngestionUpdate;
import io.meanstream.persist.record.RecordRejectedException;
import io.meanstream.persist.store.Ingestions;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the ingestor says of its ingestions. */
record IngestionRecordType(Ingestions ingestions) implements InternalRecordType<IngestionUpdate> {

  @Override
  public Uni<Void> prepare() {
    return Uni.createFrom().voidItem();
  }

  @Override
  public IngestionUpdate decode(ConsumerRecord<byte[], byte[]> record)
      throws RecordRejectedException {
    return IngestionDecoder.decode(record);
  }

  @Override
  public Uni<Void> write(List<IngestionUpdate> values) {
    return ingestions.update(values);
  }
}
