package io.meanstream.launch.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.launch.show.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  private final Table table =
      new Table(List.of(Column.text("day"), Column.number("rows"), Column.text("note")));

  @Test
  void columnsFitTheirWidestCellAndNumbersAreRightAligned() {
    table.add(List.of("2020-04-01", "7", "short"));
    table.add(List.of("x", "12,345", ""));

    assertThat(table.lines())
        .containsExactly(
            "day           rows  note", //
            "2020-04-01       7  short",
            "x           12,345");
  }

  @Test
  void valuesNeverBreakTheTable() {
    table.add(List.of("2020-04-01", "7", "two\r\nlines\tand \u001b[2J"));
    table.add(List.of("x", "1", "n".repeat(81)));

    assertThat(table.lines())
        .containsExactly(
            "day         rows  note",
            "2020-04-01     7  two\\r\\nlines\\tand \\u001B[2J",
            "x              1  " + "n".repeat(79) + "…");
  }

  @Test
  void aColumnMayBeWider() {
    Table wide = new Table(List.of(Column.text("message", 100)));
    wide.add(List.of("m".repeat(100)));

    assertThat(wide.lines()).containsExactly("message", "m".repeat(100));
  }

  @Test
  void aTableWithoutRowsHasOnlyTitles() {
    assertThat(table.lines()).containsExactly("day  rows  note");
  }

  @Test
  void refusesARowOfTheWrongLength() {
    assertThatThrownBy(() -> table.add(List.of("2020-04-01")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 cells for 3 columns");
  }
}
