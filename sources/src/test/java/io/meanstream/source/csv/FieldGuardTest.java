package io.meanstream.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldGuardTest {

  private static final int LIMIT = 4;

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "abcd,x        | abcd,x        | a field at the limit",
        "abcde,x       | abcdL,x       | one above it",
        "abcdefgh,x    | abcdL,x       | far above it",
        "ab,abcdef     | ab,abcdL      | the last field",
        "\"abcd\",x    | \"abcd\",x    | quotes do not count",
        "\"abcde\",x   | \"abcdL\",x   | one above, in quotes",
        "\"abcdefg\",x | \"abcdL\",x   | far above, in quotes",
        "\"ab,cd,e\",x | \"ab,cL\",x   | delimiters in quotes are characters",
        "\"a\"\"b\"\"\",x   | \"a\"\"b\"\"\",x | doubled quotes count as one",
        "\"a\"\"b\"\"\"\"\",x | \"a\"\"b\"\"L\",x | a doubled quote above the limit",
        "\"abcde\"\"f\",x | \"abcdL\",x | doubled quotes in what is left out",
        "\"ab\"c,x     | \"abQ\",x     | text behind a quote",
        "\"ab\"cdefg,x | \"abQ\",x     | much text behind a quote",
        "\"ab          | \"abU\"       | a quote that is never closed",
        "\"abcdefg     | \"abcdL\"     | one that is too long besides",
        "ab\"cd        | ab\"cL        | a quote within a field is a character"
      })
  void fieldsPassWithinTheLimits(String text, String expected, String reason) throws IOException {
    for (int buffer = 2; buffer < 20; buffer++) {
      // When
      String passed = pass(text, buffer);

      // Then
      assertThat(shown(passed)).as("%s, %d at a time", reason, buffer).isEqualTo(expected);
    }
  }

  @Test
  void wellFormedShortTextPassesUnchanged() throws IOException {
    // Given
    Random random = new Random(1);
    String[] fields = {"", "a", "abc", "\"\"", "\"a,b\"", "\"a\nb\"", "\"\"\"\"", "x\"y"};
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int field = 0; field < 20; field++) {
        text.append(fields[random.nextInt(fields.length)]);
        text.append(new String[] {",", "\n", "\r\n"}[random.nextInt(3)]);
      }

      // When
      String passed = pass(text.toString(), 2 + random.nextInt(30));

      // Then
      assertThat(passed).isEqualTo(text.toString());
    }
  }

  private static String shown(String passed) {
    return passed
        .replace(Flaw.TOO_LARGE.mark(), 'L')
        .replace(Flaw.TEXT_AFTER_QUOTE.mark(), 'Q')
        .replace(Flaw.UNCLOSED_QUOTE.mark(), 'U');
  }

  private static String pass(String text, int buffer) throws IOException {
    StringBuilder passed = new StringBuilder();
    char[] chars = new char[buffer];
    try (Reader guard =
        new FieldGuard(new StringReader(text), CsvDialect.STANDARD, LIMIT, Optional.empty())) {
      for (int read = guard.read(chars, 0, buffer);
          read >= 0;
          read = guard.read(chars, 0, buffer)) {
        passed.append(chars, 0, read);
      }
    }
    return passed.toString();
  }
}
