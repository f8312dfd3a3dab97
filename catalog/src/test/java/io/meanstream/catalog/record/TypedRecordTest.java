package io.meanstream.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.catalog.dataset.Trips;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TypedRecordTest {

  @Test
  void keyFieldsAreJoinedWithTimesInUtc() {
    TypedRecord ride =
        Trips.record("42314", Instant.parse("2020-04-01T05:06:20.630Z"), 12.5, 3L, true);

    assertThat(ride.id(new int[] {0, 1})).isEqualTo("42314|2020-04-01T05:06:20.630Z");
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

    assertThat(ride.id(new int[] {5, 6})).isEqualTo("0.0000001|2020-02-29");
  }

  @Test
  void aKeyFieldWithoutAValueIsRefused() {
    TypedRecord ride = Trips.record(null, Instant.EPOCH, null, null, null);

    assertThatThrownBy(() -> ride.id(new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the key field bike has no value");
  }
}
