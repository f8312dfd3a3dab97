package io.meanstream.persist.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meanstream.persist.TripFixtures;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestionDecoderTest {

  @Test
  void aStateSetsAllItsFields() throws RecordRejectedException {
    // When
    IngestionUpdate update =
        IngestionDecoder.decode(
            record(
                """
                {"kind": "ingestion", "id": "i", "dataset": "trips", "source": "a.csv",
                 "state": "done", "rows": 3, "columns": ["id"],
                 "charset": "UTF-8", "delimiter": ";", "warnings": ["look at this"],
                 "createdAt": "2021-03-14T00:00:00.5Z", "totals": {"0": 1}}
                """));

    // Then
    assertThat(update.id()).isEqualTo("i");
    assertThat(update.guard()).isEqualTo("stateOffset");
    assertThat(update.fields())
        .isEqualTo(
            BsonDocument.parse(
                """
                {dataset: "trips", source: "a.csv", path: null, entry: null, state: "done",
                 replay: false, owner: null, hash: null, bytes: null, rows: {$numberLong: "3"},
                 charset: "UTF-8", delimiter: ";", columns: ["id"],
                 unknownColumns: [], warnings: ["look at this"], figures: {ambiguousTimes: {$numberLong: "0"}},
                 createdAt: {$date: "2021-03-14T00:00:00.500Z"}, startedAt: null, endedAt: null,
                 knownAs: null, error: null, topic: null, stateOffset: {$numberLong: "7"}}
                """));
  }

  @Test
  void aCheckpointIsDecodedToOneSubdocument() throws RecordRejectedException {
    // When
    IngestionUpdate update =
        IngestionDecoder.decode(
            record(
                """
                {"kind": "checkpoint", "ingestion": "i", "dataset": "trips", "hash": "ff",
                 "rows": 10, "bytes": 500, "offsets": {"0": 4, "2": 9}, "rejected": {"type": 1},
                 "firstReject": {"row": 2, "line": 3, "field": "fare", "rule": "type",
                                 "message": "no number"}, "ambiguousTimes": 2, "done": true}
                """));

    // Then
    assertThat(update.guard()).isEqualTo("checkpoint.at");
    assertThat(update.fields())
        .isEqualTo(
            BsonDocument.parse(
                """
                {checkpoint: {rows: {$numberLong: "10"}, bytes: {$numberLong: "500"},
                  offsets: {"0": {$numberLong: "4"}, "2": {$numberLong: "9"}},
                  rejected: {type: {$numberLong: "1"}},
                  firstReject: {row: {$numberLong: "2"}, line: {$numberLong: "3"}, field: "fare",
                                rule: "type", message: "no number"},
                  figures: {ambiguousTimes: {$numberLong: "2"}},
                  done: true, at: {$numberLong: "7"}}}
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "{}",
        "{\"kind\": \"ingestion\"}",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"asleep\"}",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"done\", \"rows\": \"many\"}",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"done\", \"createdAt\": \"noon\"}",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"done\"} more",
        "{\"kind\": \"checkpoint\", \"rows\": 1}",
        "{\"kind\": \"checkpoint\", \"ingestion\": \"i\", \"offsets\": {\"a.b\": 1}}",
        "{\"kind\": \"checkpoint\", \"ingestion\": \"i\", \"rejected\": {\"$set\": 1}}",
        "{\"kind\": \"checkpoint\", \"ingestion\": \"i\", \"offsets\": {\"0\": null}}"
      })
  void invalidRecordsAreMalformed(String value) {
    assertThatExceptionOfType(RecordRejectedException.class)
        .isThrownBy(() -> IngestionDecoder.decode(record(value)))
        .extracting(rejected -> rejected.reason().rule())
        .isEqualTo("malformed");
  }

  private static ConsumerRecord<byte[], byte[]> record(String value) {
    return TripFixtures.record(
        "meanstream.ingestions", 0, 7, null, TripFixtures.bytes(value), List.of());
  }
}
