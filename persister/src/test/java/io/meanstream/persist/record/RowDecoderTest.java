package io.meanstream.persist.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.record.RecordCodec;
import io.meanstream.catalog.record.TypedRecord;
import io.meanstream.persist.TripFixtures;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class RowDecoderTest {

  private final RowDecoder decoder = new RowDecoder(TripFixtures.DATASET);

  @ParameterizedTest
  @CsvFileSource(
      resources = "poison.csv",
      numLinesToSkip = 1,
      delimiter = '|',
      quoteCharacter = '~')
  void invalidRecordsAreRejectedWithTheRuleTheyViolate(
      String dataset,
      String source,
      String row,
      String key,
      String value,
      String rule,
      String field,
      String ingestion) {
    // Given
    List<Header> headers = new ArrayList<>();
    add(headers, "dataset", dataset);
    add(headers, "source", source);
    add(headers, "row", row);

    // When
    DecodedRecord decoded = decoder.decode(record(key, TripFixtures.bytes(value), headers));

    // Then
    RejectedRecord rejected = (RejectedRecord) decoded;
    assertThat(rejected.reason().rule()).isEqualTo(rule);
    assertThat(rejected.reason().field()).isEqualTo(field == null ? "" : field);
    assertThat(rejected.reason().message()).isNotBlank();
    assertThat(rejected.origin().ingestion()).isEqualTo(ingestion);
  }

  @Test
  void recordsWithoutAValueOrWithAKeyThatIsNotUtf8AreRejected() {
    List<Header> headers = TripFixtures.headers("in", 1);
    ConsumerRecord<byte[], byte[]> noValue =
        TripFixtures.record("trips", 0, 7, TripFixtures.bytes("k"), null, headers);
    ConsumerRecord<byte[], byte[]> notUtf8 =
        TripFixtures.record(
            "trips", 0, 7, new byte[] {(byte) 0xFF}, TripFixtures.bytes("{}"), headers);

    assertThat(decoder.decode(noValue))
        .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecord.class))
        .extracting(rejected -> rejected.reason().rule())
        .isEqualTo("malformed");
    assertThat(decoder.decode(notUtf8))
        .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecord.class))
        .extracting(rejected -> rejected.reason().rule())
        .isEqualTo("no_key");
  }

  @Test
  void rowsOfSeveralIngestionsKeepTheirOwnOrigin() {
    List<String> ingestions = List.of("one", "one", "two", "one");

    List<String> decoded =
        ingestions.stream()
            .map(id -> TripFixtures.headers(id, 1))
            .map(headers -> decoder.decode(record("k", TripFixtures.bytes("{"), headers)))
            .map(rejected -> ((RejectedRecord) rejected).origin().ingestion())
            .toList();

    assertThat(decoded).isEqualTo(ingestions);
  }

  @Test
  void aRowIsStoredWithItsKeyTypedFieldsAndOrigin() {
    // Given
    byte[] value =
        RecordCodec.json(TripFixtures.DATASET)
            .encode(
                TypedRecord.of(
                    TripFixtures.DATASET,
                    "k",
                    Instant.parse("2021-03-14T05:59:59.999Z"),
                    null,
                    3L,
                    -0.5,
                    true,
                    new BigDecimal("12345678901234567890.12345678901234"),
                    LocalDate.of(2021, 3, 14)));

    // When
    DecodedRecord decoded = decoder.decode(record("k", value, TripFixtures.headers("in", 12)));

    // Then
    Row row = (Row) decoded;
    assertThat(row.document())
        .isEqualTo(
            BsonDocument.parse(
                """
                {_id: "k", id: "k", at: {$date: "2021-03-14T05:59:59.999Z"},
                 seats: {$numberLong: "3"}, km: -0.5, paid: true,
                 fare: {$numberDecimal: "12345678901234567890.12345678901234"},
                 due: {$date: "2021-03-14T00:00:00Z"},
                 _src: {ingestion: "in", row: {$numberLong: "12"}, partition: 0,
                        offset: {$numberLong: "7"}}}
                """));
    assertThat(row.day()).as("one millisecond before midnight").isEqualTo("2021-03-13");
  }

  @ParameterizedTest
  @CsvSource({
    "2021-03-14T00:00:00.123999999Z, 2021-03-14T00:00:00.123Z",
    "1969-12-31T23:59:59.999999Z,    1969-12-31T23:59:59.999Z",
    "1969-12-31T23:59:59.000001Z,    1969-12-31T23:59:59Z"
  })
  void timesAreRoundedDownToMilliseconds(Instant given, Instant stored) {
    // Given
    byte[] value =
        RecordCodec.json(TripFixtures.DATASET)
            .encode(
                TypedRecord.of(
                    TripFixtures.DATASET, "k", given, null, null, null, null, null, null));

    // When
    DecodedRecord decoded = decoder.decode(record("k", value, TripFixtures.headers("in", 1)));

    // Then
    Row row = (Row) decoded;
    assertThat(row.document().getDateTime("at").getValue()).isEqualTo(stored.toEpochMilli());
    assertThat(row.day()).isEqualTo(LocalDate.ofInstant(given, TripFixtures.DATASET.zone()));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String key, byte[] value, List<Header> headers) {
    return TripFixtures.record(
        "trips", 0, 7, key == null ? null : TripFixtures.bytes(key), value, headers);
  }

  private static void add(List<Header> headers, String name, String value) {
    if (value != null) {
      headers.add(TripFixtures.header(name, value));
    }
  }
}
