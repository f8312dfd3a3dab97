package io.meanstream.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meanstream.catalog.record.MalformedRecordException;
import io.meanstream.protocol.IngestionFigures.Figure;
import io.meanstream.protocol.IngestionStatus.TextFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the JSON of messages with literals, because other versions wrote and will read it. */
class MessagesTest {

  private static final IngestionStatus STATUS =
      new IngestionStatus(
          "000170-0a",
          Optional.of("rides"),
          Optional.of("meanstream.rows.rides"),
          Optional.of("a.csv"),
          Optional.of("/data/a.zip"),
          Optional.of("2020/a.csv"),
          IngestionState.DONE,
          Optional.of("host:8082/4c"),
          Optional.of("ff00"),
          Optional.of(5_000_000_000L),
          Optional.of(3L),
          true,
          new TextFormat(Optional.empty(), Optional.of("tab")),
          new TextFormat(Optional.of("UTF-8"), Optional.of("tab")),
          List.of("id", "über \"x\""),
          List.of("id"),
          List.of("look at this"),
          new IngestionFigures(Map.of(Figure.AMBIGUOUS_TIMES, 2L)),
          Optional.of(Instant.parse("2020-04-01T05:00:00.5Z")),
          Optional.of(Instant.parse("2020-04-01T05:00:01Z")),
          Optional.empty(),
          Optional.empty(),
          Optional.of("why"));

  private static final String STATUS_JSON =
      """
      {"kind":"ingestion","id":"000170-0a","dataset":"rides","topic":"meanstream.rows.rides",\
      "source":"a.csv","path":"/data/a.zip","entry":"2020/a.csv","state":"done",\
      "owner":"host:8082/4c","hash":"ff00","bytes":5000000000,"rows":3,"replay":true,\
      "asked":{"charset":null,"delimiter":"tab"},"charset":"UTF-8","delimiter":"tab",\
      "columns":["id","über \\"x\\""],"unknownColumns":["id"],"warnings":["look at this"],"ambiguousTimes":2,\
      "createdAt":"2020-04-01T05:00:00.500Z","startedAt":"2020-04-01T05:00:01Z","endedAt":null,\
      "knownAs":null,"error":"why"}""";

  private static final IngestionCheckpoint CHECKPOINT =
      new IngestionCheckpoint(
          "000170-0a",
          Optional.of("rides"),
          Optional.of("ff00"),
          false,
          Optional.of("host:8082/4c"),
          10,
          Optional.of("490"),
          Optional.of(500L),
          Map.of(0, 4L, 2, 9L),
          Map.of("type", 1L),
          Optional.of(new FirstReject(2, 3, "fare", "type", "no number")),
          new IngestionFigures(Map.of(Figure.AMBIGUOUS_TIMES, 1L)),
          true);

  private static final String CHECKPOINT_JSON =
      """
      {"kind":"checkpoint","ingestion":"000170-0a","dataset":"rides","hash":"ff00","replay":false,\
      "owner":"host:8082/4c","rows":10,"place":"490","bytes":500,"offsets":{"0":4,"2":9},\
      "rejected":{"type":1},"firstReject":{"row":2,"line":3,"field":"fare","rule":"type",\
      "message":"no number"},"ambiguousTimes":1,"done":true}""";

  private static final RejectMessage REJECT =
      new RejectMessage(
          "000170-0a",
          Optional.of("rides"),
          Optional.of("a.csv"),
          Optional.of(2L),
          Optional.of(3L),
          Optional.of("fare"),
          "type",
          Optional.of("no number"),
          Optional.of("1,x"),
          Optional.of(Instant.parse("2020-04-01T05:00:00Z")));

  private static final String REJECT_JSON =
      """
      {"ingestion":"000170-0a","dataset":"rides","source":"a.csv","row":2,"line":3,"field":"fare",\
      "rule":"type","message":"no number","raw":"1,x","at":"2020-04-01T05:00:00Z"}""";

  @Test
  void aStatusIsWrittenAndRead() throws MalformedRecordException {
    assertThat(text(STATUS.toJson())).isEqualTo(STATUS_JSON);
    assertThat(IngestionMessage.parse(bytes(STATUS_JSON))).isEqualTo(STATUS);
    assertThat(STATUS.key()).isEqualTo("000170-0a");
  }

  @Test
  void figuresAddUpAndMissingOnesAreZero() {
    IngestionFigures one = new IngestionFigures(Map.of(Figure.AMBIGUOUS_TIMES, 2L));

    assertThat(one.plus(one).byId()).isEqualTo(Map.of("ambiguousTimes", 4L));
    assertThat(one.plus(IngestionFigures.NONE)).isEqualTo(one);
    assertThat(IngestionFigures.NONE.byId()).isEqualTo(Map.of("ambiguousTimes", 0L));
  }

  @Test
  void aCheckpointIsWrittenAndRead() throws MalformedRecordException {
    assertThat(text(CHECKPOINT.toJson())).isEqualTo(CHECKPOINT_JSON);
    assertThat(IngestionMessage.parse(bytes(CHECKPOINT_JSON))).isEqualTo(CHECKPOINT);
    assertThat(CHECKPOINT.key()).isEqualTo("checkpoint|rides|ff00");
  }

  @Test
  void aCheckpointOfAnEarlierVersionCountsRows() throws MalformedRecordException {
    String earlier = CHECKPOINT_JSON.replace("\"place\":\"490\",", "");

    assertThat(IngestionMessage.parse(bytes(earlier)))
        .isInstanceOfSatisfying(
            IngestionCheckpoint.class,
            it -> {
              assertThat(it.place()).isEmpty();
              assertThat(it.rows()).isEqualTo(10);
            });
  }

  @Test
  void theCheckpointOfAReplayHasItsOwnKey() {
    assertThat(IngestionCheckpoint.key("rides", "ff00", Optional.of("000170-0a")))
        .isEqualTo("checkpoint|rides|ff00|000170-0a");
  }

  @Test
  void aRejectIsWrittenAndRead() throws MalformedRecordException {
    assertThat(text(REJECT.toJson())).isEqualTo(REJECT_JSON);
    assertThat(RejectMessage.parse(bytes(REJECT_JSON))).isEqualTo(REJECT);
    assertThat(RejectMessage.key("000170-0a", 2)).isEqualTo("000170-0a|2");
  }

  @Test
  void missingFieldsHaveNoValueAndUnknownFieldsAreIgnored() throws MalformedRecordException {
    // When
    IngestionMessage read =
        IngestionMessage.parse(
            bytes(
                """
                {"kind": "ingestion", "id": "i", "state": "known", "totals": {"0": [1, {"a": 2.5}]},
                 "hash": null, "later": "x"}"""));

    // Then
    TextFormat unknown = new TextFormat(Optional.empty(), Optional.empty());
    assertThat(read)
        .isEqualTo(
            new IngestionStatus(
                "i",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                IngestionState.KNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                unknown,
                unknown,
                List.of(),
                List.of(),
                List.of(),
                IngestionFigures.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "no JSON | the value is not JSON: Unrecognized token 'no'",
        "[] | the value is not a JSON object",
        "{} | kind is neither ingestion nor checkpoint",
        "{\"kind\": \"reject\"} | kind is neither ingestion nor checkpoint",
        "{\"kind\": 1} | kind: is not text",
        "{\"kind\": \"ingestion\"} | an ingestion must have an id",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"asleep\"} | the state of an ingestion"
            + " must be one of [queued, hashing, reading, done, known, failed, cancelled]",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"done\", \"rows\": \"many\"} | rows: is"
            + " not a whole number",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"done\", \"rows\": 1.5} | rows: is not a"
            + " whole number",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"done\", \"rows\": 99999999999999999999}"
            + " | rows: is not a whole number",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"done\", \"columns\": [1]} | columns: an"
            + " element is not text",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"done\", \"createdAt\": \"noon\"} |"
            + " createdAt: is not an instant such as 2020-04-01T05:00:00Z",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"done\"} more | the value is not JSON:"
            + " Unrecognized token 'more'",
        "{\"kind\": \"ingestion\", \"id\": \"i\", \"state\": \"done\"} {} | text follows the JSON"
            + " object",
        "{\"kind\": \"checkpoint\", \"rows\": 1} | a checkpoint must have an ingestion",
        "{\"kind\": \"checkpoint\", \"ingestion\": \"i\", \"offsets\": {\"a.b\": 1}} | offsets: has a"
            + " wrong name or value",
        "{\"kind\": \"checkpoint\", \"ingestion\": \"i\", \"offsets\": {\"0\": null}} | offsets: has a"
            + " wrong name or value",
        "{\"kind\": \"checkpoint\", \"ingestion\": \"i\", \"rejected\": {\"$set\": 1}} | rejected: has"
            + " a wrong name or value"
      })
  void malformedMessagesAreRejected(String value, String message) {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> IngestionMessage.parse(bytes(value)))
        .withMessageStartingWith(message)
        .extracting(MalformedRecordException::rule)
        .isEqualTo("malformed");
  }

  @Test
  void aRejectNeedsAnIngestionAndARule() {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> RejectMessage.parse(bytes("{\"rule\": \"type\"}")))
        .withMessage("a reject must have an ingestion");
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> RejectMessage.parse(bytes("{\"ingestion\": \"i\"}")))
        .withMessage("a reject must have a rule");
  }

  @Test
  void invalidUtf8AndMissingValuesAreRejected() {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> RejectMessage.parse(new byte[] {'{', (byte) 0xff, '}'}))
        .withMessage("the value is not UTF-8 text");
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> RejectMessage.parse(null))
        .withMessage("the record has no value");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
