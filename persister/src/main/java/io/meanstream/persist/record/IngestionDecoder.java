package io.meanstream.persist.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topic {@code meanstream.ingestions}. */
public final class IngestionDecoder {

  private final JsonRecords json;
  private final ObjectMapper mapper;

  public IngestionDecoder(ObjectMapper mapper) {
    this.json = new JsonRecords(mapper);
    this.mapper = mapper;
  }

  /** What a record says of an ingestion. */
  public IngestionUpdate decode(ConsumerRecord<byte[], byte[]> record)
      throws RecordRejectedException {
    JsonNode object = json.object(record);
    try {
      return switch (object.path("kind").asText()) {
        case "ingestion" -> state(mapper.treeToValue(object, IngestionState.class), record);
        case "checkpoint" -> checkpoint(mapper.treeToValue(object, Checkpoint.class), record);
        default ->
            throw new RecordRejectedException(
                RejectReason.malformed("kind is neither ingestion nor checkpoint"));
      };
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new RecordRejectedException(RejectReason.malformed(JsonRecords.reason(e)));
    }
  }

  private static IngestionUpdate state(
      IngestionState state, ConsumerRecord<byte[], byte[]> record) {
    return IngestionUpdate.state(state.id(), state.toBson(), record.offset());
  }

  private static IngestionUpdate checkpoint(
      Checkpoint checkpoint, ConsumerRecord<byte[], byte[]> record) {
    return IngestionUpdate.checkpoint(checkpoint.ingestion(), checkpoint.toBson(), record.offset());
  }
}
