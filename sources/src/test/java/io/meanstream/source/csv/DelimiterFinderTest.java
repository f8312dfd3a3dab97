package io.meanstream.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class DelimiterFinderTest {

  static Stream<Arguments> heads() throws IOException {
    try (InputStream file = DelimiterFinderTest.class.getResourceAsStream("delimiters.yaml")) {
      List<?> cases = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
      return cases.stream()
          .map(Map.class::cast)
          .map(
              head ->
                  Arguments.of(
                      head.get("reason"),
                      head.get("text"),
                      !Boolean.FALSE.equals(head.get("whole")),
                      head.get("delimiter")));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("heads")
  void theDelimiterIsDetected(String reason, String text, boolean whole, String delimiter) {
    assertThat(DelimiterFinder.find(text, '"', whole)).isEqualTo(delimiter.charAt(0));
  }
}
