package io.meanstream.persist.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonDocument;

/** Reads the topic {@code meanstream.rejects}. */
public final class RejectDecoder {

  private final JsonRecords json;
  private final ObjectMapper mapper;

  public RejectDecoder(ObjectMapper mapper) {
    this.json = new JsonRecords(mapper);
    this.mapper = mapper;
  }

  /** The document of the reject that a record holds; its {@code _id} is the record's key. */
  public BsonDocument decode(ConsumerRecord<byte[], byte[]> record) throws RecordRejectedException {
    if (record.key() == null || record.key().length == 0) {
      throw new RecordRejectedException(new RejectReason("", "no_key", "the record has no key"));
    }
    String key =
        Utf8.strict(record.key())
            .orElseThrow(
                () ->
                    new RecordRejectedException(
                        new RejectReason("", "no_key", "the key is no UTF-8 text")));
    try {
      return mapper.treeToValue(json.object(record), RejectedRow.class).toBson(key);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new RecordRejectedException(RejectReason.malformed(JsonRecords.reason(e)));
    }
  }
}
