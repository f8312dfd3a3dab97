package io.meanstream.catalog.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.value.FieldType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TextCheckTest {

  @ParameterizedTest(name = "{4}")
  @CsvFileSource(
      resources = "texts.csv",
      delimiterString = " | ",
      numLinesToSkip = 1,
      ignoreLeadingAndTrailingWhitespace = false)
  void aTextIsAcceptedOrBreaksARule(
      String pattern, String oneOf, String text, String rule, String reason) {
    // Given
    Optional<String> given = Optional.ofNullable(pattern);
    List<String> texts = oneOf == null ? List.of() : List.of(oneOf.split(","));

    // When
    Optional<String> broken = TextCheck.of(field(given, texts)).brokenBy(text);

    // Then
    assertThat(broken).as(reason).isEqualTo(Optional.ofNullable(rule));
  }

  @Test
  void aTextTooLongForAPatternMatchesNone() {
    TextCheck check = TextCheck.of(field(Optional.of("(a|b)*"), List.of()));

    assertThat(check.brokenBy("a".repeat(1_000))).isEmpty();
    assertThat(check.brokenBy("a".repeat(1 << 20))).contains("pattern");
  }

  private static Field field(Optional<String> pattern, List<String> oneOf) {
    return new Field(
        "name",
        FieldType.STRING,
        false,
        Optional.empty(),
        Optional.empty(),
        pattern,
        oneOf,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
