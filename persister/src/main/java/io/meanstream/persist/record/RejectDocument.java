package io.meanstream.persist.record;

import io.meanstream.catalog.dataset.DocumentId;
import io.meanstream.protocol.RejectMessage;
import io.meanstream.protocol.RowHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The document of a record that the persister rejects. The same record always gives the same
 * document.
 */
public final class RejectDocument {

  private static final int LONGEST_RAW = 4_000;

  private RejectDocument() {}

  /** Its {@code _id} is {@code ingestion|row}, or {@code topic|partition|offset}. */
  public static BsonDocument of(ConsumerRecord<byte[], byte[]> record, RejectReason reason) {
    Origin origin = Origin.of(record);
    return new BsonDocument("_id", new BsonString(id(record, origin)))
        .append("ingestion", new BsonString(origin.ingestion()))
        .append("dataset", dataset(record))
        .append("source", new BsonString(record.topic()))
        .append("row", origin.isForeign() ? BsonNull.VALUE : new BsonInt64(origin.row()))
        .append("line", BsonNull.VALUE)
        .append("field", new BsonString(reason.field()))
        .append("rule", new BsonString(reason.rule()))
        .append("message", new BsonString(reason.message()))
        .append("raw", raw(record))
        .append("at", new BsonDateTime(record.timestamp()))
        .append("topic", new BsonString(record.topic()))
        .append("partition", new BsonInt32(record.partition()))
        .append("offset", new BsonInt64(record.offset()));
  }

  private static String id(ConsumerRecord<byte[], byte[]> record, Origin origin) {
    return origin.isForeign()
        ? DocumentId.join(
            record.topic(), Integer.toString(record.partition()), Long.toString(record.offset()))
        : RejectMessage.key(origin.ingestion(), origin.row());
  }

  private static BsonValue dataset(ConsumerRecord<byte[], byte[]> record) {
    return Origin.header(record, RowHeaders.DATASET)
        .<BsonValue>map(name -> new BsonString(Clip.to(100, name)))
        .orElse(BsonNull.VALUE);
  }

  private static BsonValue raw(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return BsonNull.VALUE;
    }
    // a character has at most 4 bytes: these contain all that is kept
    int bytes = Math.min(record.value().length, 4 * LONGEST_RAW);
    return new BsonString(
        Clip.to(LONGEST_RAW, new String(record.value(), 0, bytes, StandardCharsets.UTF_8)));
  }
}
