package io.meanstream.source.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.value.FieldType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormatsParserTest {

  private static final LocalTimes UTC = new LocalTimes(ZoneOffset.UTC);

  static Stream<Arguments> formats() {
    return Tables.rows("formats.csv");
  }

  @ParameterizedTest(name = "{0}: {2}, {5}")
  @MethodSource("formats")
  void aTimestampInAFormatOfItsFieldIsTheInstantThatItNames(
      String format, String zone, String text, String instant, long ambiguous, String reason) {
    // Given
    LocalTimes local = new LocalTimes(ZoneId.of(zone));
    ValueParser parser =
        FormatsParser.after(new TimestampParser(local), field(FieldType.TIMESTAMP, format), local);

    // When
    Object parsed = parser.parse(text.toCharArray(), 0, text.length());

    // Then
    assertThat(parsed).as(reason).isEqualTo(instant.equals("no") ? null : Instant.parse(instant));
    assertThat(local.ambiguous()).as(reason).isEqualTo(ambiguous);
  }

  @Test
  void theFirstMatchingFormatWins() {
    ValueParser dates =
        FormatsParser.after(
            new DateParser(), field(FieldType.DATE, "d.M.yyyy", "M/d/yyyy", "d/M/yyyy"), UTC);

    assertThat(dates.parse("3.4.2020".toCharArray(), 0, 8)).isEqualTo(LocalDate.of(2020, 4, 3));
    assertThat(dates.parse("3/4/2020".toCharArray(), 0, 8)).isEqualTo(LocalDate.of(2020, 3, 4));
    assertThat(dates.parse("13/4/2020".toCharArray(), 0, 9)).isEqualTo(LocalDate.of(2020, 4, 13));
    assertThat(dates.parse("2020-04-03".toCharArray(), 0, 10)).isEqualTo(LocalDate.of(2020, 4, 3));
    assertThat(dates.expected())
        .isEqualTo("a date (yyyy-MM-dd), nor d.M.yyyy nor M/d/yyyy nor d/M/yyyy");
  }

  @Test
  void aTextTooLongForATimeIsNotParsed() {
    ValueParser dates =
        FormatsParser.after(new DateParser(), field(FieldType.DATE, "d.M.yyyy"), UTC);

    assertThat(dates.parse("1".repeat(1_000_000).toCharArray(), 0, 1_000_000)).isNull();
  }

  private static Field field(FieldType type, String... formats) {
    return new Field(
        "at",
        type,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(formats),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
