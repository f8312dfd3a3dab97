package io.meanstream.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {

  @ParameterizedTest
  @MethodSource("types")
  void thePageDescribesEveryType(String type) throws IOException {
    assertThat(type).startsWith("/problems.html#");
    try (InputStream page =
        Problem.class.getResourceAsStream("/META-INF/resources/problems.html")) {
      assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
          .contains("<section id=\"%s\">".formatted(type.substring(type.indexOf('#') + 1)));
    }
  }

  static Stream<String> types() {
    return Stream.concat(
            Problem.DESCRIBED.stream().map(status -> Problem.of(status, "")),
            Stream.of(
                    ProblemException.badParameter("period", "is missing"),
                    ProblemException.unknown("dataset", "x"),
                    ProblemException.unknown("ingestion", "x"),
                    ProblemException.unknown("run", "x"))
                .map(ProblemException::problem))
        .map(Problem::type);
  }

  @Test
  void otherStatusesHaveNoPage() {
    assertThat(Problem.of(431, "").type()).isEqualTo("about:blank");
  }
}
