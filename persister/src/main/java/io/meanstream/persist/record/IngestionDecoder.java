package io.meanstream.persist.record;

import io.meanstream.catalog.record.MalformedRecordException;
import io.meanstream.protocol.FirstReject;
import io.meanstream.protocol.IngestionCheckpoint;
import io.meanstream.protocol.IngestionMessage;
import io.meanstream.protocol.IngestionStatus;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonDocument;

/** Decodes records of {@code meanstream.ingestions} to updates of ingestion documents. */
public final class IngestionDecoder {

  private IngestionDecoder() {}

  /** Decodes a state or a checkpoint of an ingestion. */
  public static IngestionUpdate decode(ConsumerRecord<byte[], byte[]> record)
      throws RecordRejectedException {
    try {
      IngestionMessage message = IngestionMessage.parse(record.value());
      return message instanceof IngestionCheckpoint checkpoint
          ? IngestionUpdate.checkpoint(checkpoint.ingestion(), toBson(checkpoint), record.offset())
          : status((IngestionStatus) message, record.offset());
    } catch (MalformedRecordException e) {
      throw new RecordRejectedException(RejectReason.malformed(e.getMessage()));
    }
  }

  private static IngestionUpdate status(IngestionStatus status, long offset) {
    return IngestionUpdate.state(status.id(), toBson(status), offset);
  }

  private static BsonDocument toBson(IngestionStatus status) {
    return new BsonFields()
        .text("dataset", status.dataset())
        .text("source", status.source())
        .text("path", status.path())
        .text("entry", status.entry())
        .text("state", status.state().id())
        .flag("replay", status.replay())
        .text("owner", status.owner())
        .text("hash", status.hash())
        .number("bytes", status.bytes())
        .number("rows", status.rows())
        .text("charset", status.used().charset())
        .text("delimiter", status.used().delimiter())
        .texts("columns", status.columns())
        .texts("unknownColumns", status.unknownColumns())
        .texts("warnings", status.warnings())
        .numbers("figures", status.figures().byId())
        .instant("createdAt", status.createdAt())
        .instant("startedAt", status.startedAt())
        .instant("endedAt", status.endedAt())
        .text("knownAs", status.knownAs())
        .text("error", status.error())
        .text("topic", status.topic())
        .document();
  }

  private static BsonDocument toBson(IngestionCheckpoint checkpoint) {
    Map<String, Long> offsets = new TreeMap<>();
    checkpoint.offsets().forEach((partition, offset) -> offsets.put(partition.toString(), offset));
    return new BsonFields()
        .number("rows", checkpoint.rows())
        .number("bytes", checkpoint.bytes())
        .numbers("offsets", offsets)
        .numbers("rejected", checkpoint.rejected())
        .document("firstReject", checkpoint.firstReject().map(IngestionDecoder::toBson))
        .numbers("figures", checkpoint.figures().byId())
        .flag("done", checkpoint.done())
        .document();
  }

  private static BsonDocument toBson(FirstReject reject) {
    return new BsonFields()
        .number("row", reject.row())
        .number("line", reject.line())
        .text("field", reject.field())
        .text("rule", reject.rule())
        .text("message", reject.message())
        .document();
  }
}
