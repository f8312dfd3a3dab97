package io.meanstream.launch.show;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with columns as wide as their widest cell. Numbers are right-aligned. Cells are shown as
 * {@link OneLine}, so that no value breaks the table, and long ones are clipped.
 */
public final class Table {

  /** Wide enough for names; wider cells would push the columns after it off the screen. */
  private static final int WIDEST = 80;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** A column's title, whether it has numbers, and the maximum width of its cells. */
  public record Column(String title, boolean number, int widest) {

    public static Column text(String title) {
      return text(title, WIDEST);
    }

    /** A column with its own maximum width. */
    public static Column text(String title, int widest) {
      return new Column(title, false, widest);
    }

    public static Column number(String title) {
      return new Column(title, true, WIDEST);
    }
  }

  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Adds a row with a cell for each column. */
  public void add(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + columns.size() + " columns");
    }
    List<String> row = new ArrayList<>(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      row.add(OneLine.of(cells.get(i), columns.get(i).widest()));
    }
    rows.add(row);
  }

  /** The title line and the rows. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::title).toList()));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(width(i) - cell.length());
      line.append(i == 0 ? "" : "  ");
      line.append(columns.get(i).number() ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> row.get(column).length())
        .reduce(columns.get(column).title().length(), Math::max);
  }
}
