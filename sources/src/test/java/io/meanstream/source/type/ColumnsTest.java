package io.meanstream.source.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void columnsMatchByNameAndAliasInAnyOrder() throws HeaderException {
    // When
    Columns columns =
        Columns.of(
            ThingsDataset.DATASET, List.of("Start_Time", "colour", "THING ID", "", "pieces"));

    // Then
    assertThat(columns.columnOf(0)).isEqualTo(2);
    assertThat(columns.columnOf(1)).isEqualTo(Columns.ABSENT);
    assertThat(columns.columnOf(2)).isEqualTo(0);
    assertThat(columns.columnOf(3)).isEqualTo(4);
    assertThat(columns.unknown()).containsExactly("colour");
    assertThat(columns.missing()).containsExactly("amount", "whole", "name");
  }

  @Test
  void theFirstKeyThatTheSourceHasIsUsed() throws HeaderException {
    assertThat(Columns.of(ThingsDataset.DATASET, List.of("name", "at", "id")).key())
        .containsExactly(0);
    assertThat(Columns.of(ThingsDataset.DATASET, List.of("name", "at")).key())
        .containsExactly(5, 2);
    assertThat(Columns.of(ThingsDataset.keyedByPosition(), List.of("name", "at")).key()).isEmpty();
  }

  @Test
  void aMismatchedHeaderIsRefusedWithMissingAndFoundColumns() {
    assertThatThrownBy(() -> Columns.of(ThingsDataset.DATASET, List.of("name;at", "colour")))
        .isInstanceOf(HeaderException.class)
        .hasMessage(
            "does not match dataset things: missing columns at, id or name and at (found: name;at, colour)");
  }

  @Test
  void aMissingColumnIsNamedOnceEvenIfTheKeyNeedsItToo() {
    assertThatThrownBy(() -> Columns.of(ThingsDataset.DATASET, List.of("name", "colour")))
        .hasMessage("does not match dataset things: missing columns at (found: name, colour)");
  }

  @Test
  void aRepeatedColumnIsRefusedByName() {
    assertThatThrownBy(
            () -> Columns.of(ThingsDataset.DATASET, List.of("id", "at", "colour", "Colour")))
        .hasMessage("has more than one column named Colour");
  }

  @Test
  void twoColumnsForOneFieldAreRefused() {
    assertThatThrownBy(() -> Columns.of(ThingsDataset.DATASET, List.of("id", "at", "start time")))
        .hasMessage("has two columns for at: at and start time");
  }

  @Test
  void theColumnWithTheTimeOfDayIsNeeded() {
    assertThatThrownBy(() -> Columns.of(ThingsDataset.withTimesOfDay(), List.of("id", "at")))
        .hasMessage("does not match dataset things: missing columns clock (found: id, at)");
  }

  @Test
  void columnsWithoutANameMayRepeat() throws HeaderException {
    assertThat(Columns.of(ThingsDataset.DATASET, List.of("id", "at", "", "")).size()).isEqualTo(4);
  }
}
