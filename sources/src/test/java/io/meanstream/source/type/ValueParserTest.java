package io.meanstream.source.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.NumberStyle;
import io.meanstream.catalog.value.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueParserTest {

  static Stream<Arguments> values() {
    return Tables.rows("values.csv");
  }

  @ParameterizedTest(name = "{0} {1}: {3}")
  @MethodSource("values")
  void aTextIsAValueOrNone(FieldType type, String text, String value, String reason) {
    // Given
    Field field = new Field("f", type, false, Optional.empty(), Optional.empty(), List.of());
    ValueParser parser = ValueParser.of(field, NumberStyle.PLAIN, ThingsDataset.DATASET.zone());

    // When
    Object parsed = parser.parse(text.toCharArray(), 0, text.length());

    // Then
    assertThat(parsed).as(reason).isEqualTo(expected(type, value));
  }

  static Stream<Arguments> numberStyles() {
    return Tables.rows("number-styles.csv");
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}: {5}")
  @MethodSource("numberStyles")
  void aNumberIsReadInTheStyleOfItsSource(
      char decimal, String grouping, FieldType type, String text, String value, String reason) {
    // Given
    Optional<Character> between =
        switch (grouping) {
          case "none" -> Optional.empty();
          case "space" -> Optional.of(' ');
          default -> Optional.of(grouping.charAt(0));
        };
    ValueParser plain =
        switch (type) {
          case INTEGER -> new IntegerParser();
          case DECIMAL -> new DecimalParser();
          default -> new DoubleParser();
        };
    ValueParser parser = StyledNumberParser.of(plain, new NumberStyle(decimal, between));

    // When
    Object parsed = parser.parse(text.toCharArray(), 0, text.length());

    // Then
    assertThat(parsed).as(reason).isEqualTo(expected(type, value));
  }

  private static Object expected(FieldType type, String value) {
    if (value.equals("no")) {
      return null;
    }
    return switch (type) {
      case INTEGER -> Long.valueOf(value);
      case DOUBLE -> Double.valueOf(value);
      case BOOLEAN -> Boolean.valueOf(value);
      case DECIMAL -> new BigDecimal(value);
      case DATE -> LocalDate.parse(value);
      default -> value;
    };
  }

  @Test
  void doublesOfAllLengthsAreRoundedLikeTheJdk() {
    // Given
    DoubleParser parser = new DoubleParser();
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      String text = "%s%d.%0" + (1 + i % 18) + "d";
      text =
          text.formatted(
              random.nextBoolean() ? "-" : "", random.nextInt(1000), random.nextLong(1, 1_000_000));

      // When
      Object parsed = parser.parse(text.toCharArray(), 0, text.length());

      // Then
      assertThat(parsed).as(text).isEqualTo(Double.valueOf(text));
    }
  }

  @Test
  void decimalsOfAllLengthsAreExact() {
    // Given
    DecimalParser parser = new DecimalParser();
    Random random = new Random(11);
    for (int i = 0; i < 100_000; i++) {
      String whole = new BigInteger(random.nextInt(60), random).toString();
      String places = new BigInteger(random.nextInt(50), random).toString();
      String text =
          (random.nextBoolean() ? "-" : "")
              + whole
              + "."
              + "0".repeat(random.nextInt(19 - places.length()))
              + places;

      // When
      Object parsed = parser.parse(text.toCharArray(), 0, text.length());

      // Then
      BigDecimal number = new BigDecimal(text).stripTrailingZeros();
      BigDecimal expected = number.scale() < 0 ? number.setScale(0) : number;
      assertThat(parsed).as(text).isEqualTo(expected.precision() > 34 ? null : expected);
    }
  }

  @Test
  void aMillionDigitsAreRefusedQuicklyButAMillionZerosAreZero() {
    // Given
    char[] digits = "7".repeat(1 << 20).toCharArray();
    char[] zeros = ("0".repeat(1 << 19) + "1." + "0".repeat(1 << 19)).toCharArray();

    // When
    Object many = new DecimalParser().parse(digits, 0, digits.length);
    Object one = new DecimalParser().parse(zeros, 0, zeros.length);

    // Then
    assertThat(many).isNull();
    assertThat(one).isEqualTo(BigDecimal.ONE);
  }

  @Test
  void bytesInvalidInTheCharsetAreNotText() {
    // Given
    char[] text = "Caf\uFDD3".toCharArray();

    // When
    Object parsed = new StringParser().parse(text, 0, text.length);

    // Then
    assertThat(parsed).isNull();
  }
}
