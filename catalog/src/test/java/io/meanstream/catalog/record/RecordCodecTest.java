package io.meanstream.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.RandomValues;
import io.meanstream.catalog.dataset.Trips;
import io.meanstream.catalog.value.Decimals;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {

  private final RecordCodec codec = RecordCodec.json(Trips.DATASET);

  @Test
  void aRecordIsAJsonObjectOfItsPresentFields() {
    TypedRecord trip =
        Trips.record("b\"1\u00e9", Instant.parse("2020-04-26T22:45:14Z"), 12.5, null, true);

    assertThat(new String(codec.encode(trip), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"bike\":\"b\\\"1\u00e9\",\"at\":\"2020-04-26T22:45:14Z\",\"km\":12.5,\"paid\":true}");
  }

  @Test
  void decimalsAreStringsOfTheirDigitsAndDatesAreIso() throws MalformedRecordException {
    // Given
    TypedRecord trip =
        Trips.record(
            null,
            Instant.EPOCH,
            null,
            null,
            null,
            new BigDecimal("0.000000000000000001"),
            LocalDate.of(33, 4, 3));

    // When
    byte[] json = codec.encode(trip);

    // Then
    assertThat(new String(json, StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"at\":\"1970-01-01T00:00:00Z\",\"fare\":\"0.000000000000000001\","
                + "\"due\":\"0033-04-03\"}");
    assertThat(codec.decode(json)).isEqualTo(trip);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1.5\"", "1.5", "\"1.50\"", "15e-1", "\"0.15E+1\"", "1.500000"})
  void equalNumbersDecodeToTheSameDecimal(String fare) throws MalformedRecordException {
    byte[] json =
        "{\"at\":\"1970-01-01T00:00:00Z\",\"fare\":%s}"
            .formatted(fare)
            .getBytes(StandardCharsets.UTF_8);

    assertThat(codec.decode(json).value("fare")).contains(new BigDecimal("1.5"));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.meanstream.catalog.RandomValues#seeds")
  void recordsSurviveEncodingAndDecoding(long seed) throws MalformedRecordException {
    RandomValues random = new RandomValues(seed);
    for (int i = 0; i < RandomValues.CASES_OF_A_SEED; i++) {
      TypedRecord trip =
          Trips.record(
              withoutLoneSurrogates(random.text(100)),
              Instant.ofEpochSecond(
                  random.between(-62_135_596_800L, 253_402_300_799L),
                  random.between(0, 999_999_999)),
              random.orElse(random.fraction() * 1000, 0.0, 1000.0, 0.01, Double.MIN_VALUE),
              random.between(Long.MIN_VALUE, Long.MAX_VALUE),
              random.between(0, 1) == 1,
              Decimals.canonical(
                      BigDecimal.valueOf(random.between(-1, 99_999_999_999_999L), 1)
                          .add(BigDecimal.valueOf(random.between(0, 999_999_999_999_999_999L), 18)))
                  .orElseThrow(),
              LocalDate.ofEpochDay(random.between(-719_528, 2_932_896)));

      assertThat(codec.decode(codec.encode(trip))).isEqualTo(trip);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.meanstream.catalog.RandomValues#seeds")
  void aMutatedRecordIsMalformedOrARecord(long seed) {
    RandomValues random = new RandomValues(seed);
    byte[] record =
        "{\"bike\":\"b1\",\"at\":\"2020-04-26T22:45:14Z\",\"km\":12.5,\"stops\":3,\"paid\":true,\"fare\":\"1.5\"}"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < RandomValues.CASES_OF_A_SEED; i++) {
      RecordCodecFuzzTest.assertMalformedOrARecord(codec, random.mutated(record));
      RecordCodecFuzzTest.assertMalformedOrARecord(codec, random.bytes(100));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1999-12-31T22:59:59.999Z, 2020-01-01, at, min, 1999-12-31T22:59:59.999Z is below 2000-01-01",
    "2098-09-11T00:23:31Z,     2020-01-01, at, max, 2098-09-11T00:23:31Z is above 2030-12-31",
    "2020-01-01T00:00:00Z,     1999-12-31, due, min, 1999-12-31 is below 2000-01-01",
    "2020-01-01T00:00:00Z,     2031-01-01, due, max, 2031-01-01 is above 2030-12-31"
  })
  void aTimeOrADateBeyondItsBoundsIsMalformed(
      String at, String due, String field, String rule, String message, @TempDir Path folder)
      throws IOException {
    // Given
    Files.writeString(
        folder.resolve("t.yaml"),
        """
        name: t
        time: at
        source: {zone: Europe/Berlin}
        fields:
          at: {type: timestamp, min: 2000-01-01, max: 2030-12-31}
          due: {type: date, min: 2000-01-01, max: 2030-12-31}
        """);
    RecordCodec bounded = RecordCodec.json(Catalog.load(folder).all().get(0));
    byte[] json =
        "{\"at\":\"%s\",\"due\":\"%s\"}".formatted(at, due).getBytes(StandardCharsets.UTF_8);

    // When, Then
    assertThatThrownBy(() -> bounded.decode(json))
        .isInstanceOfSatisfying(
            MalformedRecordException.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.rule()).isEqualTo(rule);
              assertThat(e).hasMessage(field + ": " + message);
            });
  }

  @Test
  void fieldsInAnyOrderAndUnknownOnesAreRead() throws MalformedRecordException {
    byte[] json =
        "{\"later\":{\"a\":[1]},\"km\":1,\"at\":\"2020-04-26T22:45:14Z\",\"bike\":null}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(codec.decode(json))
        .isEqualTo(Trips.record(null, Instant.parse("2020-04-26T22:45:14Z"), 1.0, null, null));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "malformed-records.csv", numLinesToSkip = 1, quoteCharacter = '\'')
  void aMalformedRecordSaysWhatIsWrong(
      String reason, String json, String field, String rule, String message) {
    assertThatThrownBy(() -> codec.decode(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            MalformedRecordException.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.rule()).isEqualTo(rule);
              assertThat(e).hasMessageContaining(message);
            });
  }

  /** A lone surrogate is not a character and has no UTF-8; decoders never produce one. */
  private static String withoutLoneSurrogates(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
