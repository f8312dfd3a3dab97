package io.meanstream.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

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
  void keyFieldsAreJoinedWithTimesInUtc() {
    TypedRecord ride =
        Trips.record("42314", Instant.parse("2020-04-01T05:06:20.630Z"), 12.5, 3L, true);

    assertThat(DocumentId.ofFields(ride, new int[] {0, 1}))
        .isEqualTo("42314|2020-04-01T05:06:20.630Z");
  }

  @Test
  void decimalsAndDatesAreWrittenInFull() {
    TypedRecord ride =
        Trips.record(
            null,
            Instant.EPOCH,
            null,
            null,
            null,
            new BigDecimal("0.0000001"),
            LocalDate.of(2020, 2, 29));

    assertThat(DocumentId.ofFields(ride, new int[] {5, 6})).isEqualTo("0.0000001|2020-02-29");
  }

  @Test
  void aKeyFieldWithoutAValueIsRefused() {
    TypedRecord ride = Trips.record(null, Instant.EPOCH, null, null, null);

    assertThatThrownBy(() -> DocumentId.ofFields(ride, new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the key field bike has no value");
  }

  @Test
  void aMissingGroupValueDiffersFromAnEmptyOne() {
    List<String> by = List.of("member", "city");

    assertThat(DocumentId.group(by, Arrays.asList("casual", null))).isEqualTo("member=casual,city");
    assertThat(DocumentId.group(by, List.of("casual", ""))).isEqualTo("member=casual,city=");
    assertThat(DocumentId.group(List.of(), List.of())).isEmpty();
  }

  @Test
  void anAverageIsKnownByDatasetPeriodLabelAndGroup() {
    String group = DocumentId.group(List.of("member_casual"), List.of("member"));

    assertThat(DocumentId.average("rides", Period.DAY, "2020-05-01", group))
        .isEqualTo("rides|day|2020-05-01|member_casual=member");
  }

  @Property
  void differentPartsNeverMakeTheSameId(
      @ForAll @Size(min = 1, max = 3)
          List<
                  @CharRange(from = 'a', to = 'b') @Chars({'%', '|', '=', ',', '2', '5', '7', 'C'})
                  String>
              one,
      @ForAll @Size(min = 1, max = 3)
          List<
                  @CharRange(from = 'a', to = 'b') @Chars({'%', '|', '=', ',', '2', '5', '7', 'C'})
                  String>
              other) {
    boolean sameId =
        DocumentId.join(one.toArray(String[]::new))
            .equals(DocumentId.join(other.toArray(String[]::new)));

    assertThat(sameId).isEqualTo(one.equals(other));
  }
}
