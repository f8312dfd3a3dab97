package io.meanstream.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {

  private final RecordCodec codec = RecordCodec.json(Trips.DATASET);

  @Test
  void aRecordIsAJsonObjectOfTheFieldsThatHaveAValue() {
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
  void oneNumberInAllItsFormsIsTheSameDecimal(String fare) throws MalformedRecordException {
    byte[] json =
        "{\"at\":\"1970-01-01T00:00:00Z\",\"fare\":%s}"
            .formatted(fare)
            .getBytes(StandardCharsets.UTF_8);

    assertThat(codec.decode(json).value("fare")).contains(new BigDecimal("1.5"));
  }

  @Property
  void whatIsEncodedIsDecodedToTheSame(
      @ForAll String bike,
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
      @ForAll @LongRange(min = 0, max = 999_999_999) long nano,
      @ForAll @DoubleRange(min = 0, max = 1000) double km,
      @ForAll long stops,
      @ForAll boolean paid,
      @ForAll @BigRange(min = "-0.1", max = "99999999999999") @Scale(18) BigDecimal fare,
      @ForAll @IntRange(min = -719_528, max = 2_932_896) int due)
      throws MalformedRecordException {
    TypedRecord trip =
        Trips.record(
            withoutLoneSurrogates(bike),
            Instant.ofEpochSecond(second, nano),
            km,
            stops,
            paid,
            Decimals.canonical(fare).orElseThrow(),
            LocalDate.ofEpochDay(due));

    assertThat(codec.decode(codec.encode(trip))).isEqualTo(trip);
  }

  @Property
  void bytesThatNobodyHereWroteAreMalformedOrARecordNeverAnythingElse(
      @ForAll @NotEmpty byte[] bytes) {
    try {
      assertThat(codec.decode(bytes).dataset()).isEqualTo(Trips.DATASET);
    } catch (MalformedRecordException e) {
      assertThat(e.rule()).isIn("malformed", "type", "required", "min", "max");
    }
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

  /**
   * Half a surrogate pair is no character and has no UTF-8; a charset's decoder never makes one.
   */
  private static String withoutLoneSurrogates(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
