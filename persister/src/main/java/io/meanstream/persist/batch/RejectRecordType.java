package io.meanstream.persist.batch;

import io.meanstream.persist.record.RecordRejectedException;
import io.meanstream.persist.record.RejectDecoder;
import io.meanstream.persist.store.Rejects;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonDocument;

/** The rows that the ingestor rejected; they are counted by its checkpoints, not here. */
record RejectRecordType(Rejects rejects) implements InternalRecordType<BsonDocument> {

  @Override
  public Uni<Void> prepare() {
    return rejects.index();
  }

  @Override
  public BsonDocument decode(ConsumerRecord<byte[], byte[]> record) throws RecordRejectedException {
    return RejectDecoder.decode(record);
  }

  @Override
  public Uni<Void> write(List<BsonDocument> values) {
    return rejects.insert(values);
  }
}
