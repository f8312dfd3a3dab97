package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarningsTest {

  @Test
  void warningsRepeatedByASecondPassAppearOnce() {
    Warnings found = Warnings.NONE.and("a").and("b");

    assertThat(found.and(found).and("a").texts()).containsExactly("a", "b");
  }

  @Test
  void theNumberOfWarningsIsBounded() {
    Warnings found = Warnings.NONE;
    for (String text : IntStream.range(0, 30).mapToObj(Integer::toString).toList()) {
      found = found.and(text);
    }

    assertThat(found.texts()).hasSize(20).startsWith("0", "1").endsWith("19");
  }
}
