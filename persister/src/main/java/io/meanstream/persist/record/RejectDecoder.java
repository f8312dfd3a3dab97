package io.meanstream.persist.record;

import io.meanstream.catalog.record.MalformedRecordException;
import io.meanstream.protocol.RejectMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonDocument;

/** Decodes records of {@code meanstream.rejects} to reject documents. */
public final class RejectDecoder {

  private static final int LONGEST_RAW = 64_000;

  private RejectDecoder() {}

  /** Decodes a record. The document's {@code _id} is the record's key. */
  public static BsonDocument decode(ConsumerRecord<byte[], byte[]> record)
      throws RecordRejectedException {
    String key = RecordKey.of(record);
    try {
      return toBson(key, RejectMessage.parse(record.value()));
    } catch (MalformedRecordException e) {
      throw new RecordRejectedException(RejectReason.malformed(e.getMessage()));
    }
  }

  private static BsonDocument toBson(String id, RejectMessage reject) {
    return new BsonFields()
        .text("_id", id)
        .text("ingestion", reject.ingestion())
        .text("dataset", reject.dataset())
        .text("source", reject.source())
        .number("row", reject.row())
        .number("line", reject.line())
        .text("field", reject.field())
        .text("rule", reject.rule())
        .text("message", reject.message())
        .text("raw", reject.raw().map(raw -> Clip.to(LONGEST_RAW, raw)))
        .instant("at", reject.at())
        .document();
  }
}
