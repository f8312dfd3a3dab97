package io.meanstream.persist.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The JSON objects that the project's own topics hold. */
final class JsonRecords {

  private final ObjectReader reader;

  JsonRecords(ObjectMapper mapper) {
    this.reader = mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** The value of a record as an object. */
  JsonNode object(ConsumerRecord<byte[], byte[]> record) throws RecordRejectedException {
    if (record.value() == null) {
      throw new RecordRejectedException(RejectReason.malformed("the record has no value"));
    }
    String text =
        Utf8.strict(record.value())
            .orElseThrow(
                () ->
                    new RecordRejectedException(
                        RejectReason.malformed("the value is no UTF-8 text")));
    try {
      JsonNode value = reader.readTree(text);
      if (!value.isObject()) {
        throw new RecordRejectedException(RejectReason.malformed("the value is no JSON object"));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new RecordRejectedException(RejectReason.malformed(reason(e)));
    }
  }

  /** What is wrong, without the excerpt of the value that Jackson adds. */
  static String reason(Exception e) {
    return e instanceof JsonProcessingException json
        ? json.getOriginalMessage()
        : String.valueOf(e.getMessage());
  }
}
