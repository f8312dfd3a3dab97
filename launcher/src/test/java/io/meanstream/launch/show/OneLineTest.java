package io.meanstream.launch.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OneLineTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void escapesCharactersThatMoveTheCursorOrAreInvisible(String reason, String text, String shown) {
    assertThat(OneLine.of(text)).as(reason).isEqualTo(shown);
  }

  static Stream<Arguments> escapesCharactersThatMoveTheCursorOrAreInvisible() {
    return Stream.of(
        Arguments.of("letters beyond ASCII", "Łódź 🚲", "Łódź 🚲"),
        Arguments.of("a backslash", "C:\\new", "C:\\new"),
        Arguments.of("a line end of Windows", "a\r\nb", "a\\r\\nb"),
        Arguments.of("a tab", "a\tb", "a\\tb"),
        Arguments.of("an escape sequence", "\033[31m", "\\u001B[31m"),
        Arguments.of("next line", "a" + (char) 0x85 + "b", "a\\u0085b"),
        Arguments.of("a line separator", "a" + (char) 0x2028 + "b", "a\\u2028b"),
        Arguments.of("a paragraph separator", "a" + (char) 0x2029 + "b", "a\\u2029b"),
        Arguments.of("a change of direction", "a" + (char) 0x202E + "b", "a\\u202Eb"),
        Arguments.of("a mark of direction", "a" + (char) 0x200F + "b", "a\\u200Fb"),
        Arguments.of("a space without width", "a" + (char) 0x200B + "b", "a\\u200Bb"),
        Arguments.of("a byte order mark", (char) 0xFEFF + "a", "\\uFEFFa"),
        Arguments.of("a soft hyphen", "a" + (char) 0xAD + "b", "a\\u00ADb"),
        Arguments.of("an emoji of two", "👩" + (char) 0x200D + "🚒", "👩" + (char) 0x200D + "🚒"),
        Arguments.of("half a character", "a" + (char) 0xD83D, "a\\uD83D"));
  }

  @Test
  void clipsLongText() {
    assertThat(OneLine.of("12345", 5)).isEqualTo("12345");
    assertThat(OneLine.of("123456", 5)).isEqualTo("1234…");
    assertThat(OneLine.of("123\n5", 5)).as("an escape counts by what is shown").isEqualTo("123\\…");
    assertThat(OneLine.of("123🚲5", 5)).as("no character is split").isEqualTo("123…");
  }
}
