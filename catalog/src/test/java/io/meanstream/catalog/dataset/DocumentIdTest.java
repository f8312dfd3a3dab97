package io.meanstream.catalog.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.RandomValues;
import io.meanstream.catalog.period.Period;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentIdTest {

  @Test
  void reservedCharactersArePercentEncoded() {
    assertThat(DocumentId.join("50%", "a|b", "x=y,z")).isEqualTo("50%25|a%7Cb|x%3Dy%2Cz");
  }

  @Test
  void aSinglePartIsItself() {
    assertThat(DocumentId.join("A847FADBBC638E45")).isEqualTo("A847FADBBC638E45");
  }

  @Test
  void aMissingGroupValueDiffersFromAnEmptyOne() {
    List<String> by = List.of("member", "city");

    assertThat(DocumentId.group(by, Arrays.asList("casual", null))).isEqualTo("member=casual,city");
    assertThat(DocumentId.group(by, List.of("casual", ""))).isEqualTo("member=casual,city=");
    assertThat(DocumentId.group(List.of(), List.of())).isEmpty();
  }

  @Test
  void anAveragesIdHasDatasetPeriodLabelAndGroup() {
    String group = DocumentId.group(List.of("member_casual"), List.of("member"));

    assertThat(DocumentId.average("rides", Period.DAY, "2020-05-01", group))
        .isEqualTo("rides|day|2020-05-01|member_casual=member");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.meanstream.catalog.RandomValues#seeds")
  void differentPartsNeverMakeTheSameId(long seed) {
    RandomValues random = new RandomValues(seed);
    for (int i = 0; i < RandomValues.CASES_OF_A_SEED; i++) {
      List<String> one = parts(random);
      List<String> other = parts(random);

      boolean sameId =
          DocumentId.join(one.toArray(String[]::new))
              .equals(DocumentId.join(other.toArray(String[]::new)));

      assertThat(sameId).as("%s and %s", one, other).isEqualTo(one.equals(other));
    }
  }

  /** Few, short and often equal parts, made of characters that have a meaning in ids. */
  private static List<String> parts(RandomValues random) {
    List<String> characters = List.of("a", "b", "%", "|", "=", ",", "2", "5", "7", "C");
    return Stream.generate(
            () ->
                Stream.generate(() -> random.any(characters))
                    .limit(random.upTo(4))
                    .collect(Collectors.joining()))
        .limit(1 + random.upTo(2))
        .toList();
  }
}
