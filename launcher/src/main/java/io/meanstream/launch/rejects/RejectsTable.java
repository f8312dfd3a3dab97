package io.meanstream.launch.rejects;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.show.Table;
import io.meanstream.launch.show.Table.Column;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * A line for each reject: where it is, the rule that it breaks, and what is wrong, in words. On a
 * terminal, a line that does not fit is clipped.
 */
final class RejectsTable implements Consumer<JsonNode> {

  /** On a narrower terminal lines wrap: less would say too little. */
  private static final int LEAST = 120;

  private final PrintStream out;
  private final int width;
  private boolean begun;

  /**
   * @param width of the terminal, 0 where there is none
   */
  RejectsTable(PrintStream out, int width) {
    this.out = out;
    this.width = width == 0 ? Integer.MAX_VALUE : Math.max(width, LEAST);
  }

  boolean isEmpty() {
    return !begun;
  }

  @Override
  public void accept(JsonNode page) {
    if (page.path("items").isEmpty()) {
      return;
    }
    Table table =
        new Table(
            List.of(
                Column.text("source"),
                Column.number("line"),
                Column.text("rule"),
                Column.text("field"),
                Column.text("message")));
    page.path("items").forEach(item -> table.add(cells(item)));
    // the titles once: a later page may be lined up a little differently, but nothing piles up
    table.lines().stream().skip(begun ? 1 : 0).map(this::clipped).forEach(out::println);
    begun = true;
  }

  private static List<String> cells(JsonNode item) {
    return List.of(
        text(item, "source"),
        text(item, "line"),
        text(item, "rule"),
        text(item, "field"),
        text(item, "message"));
  }

  private static String text(JsonNode item, String field) {
    String text = item.path(field).asText("");
    return item.path(field).isNull() || text.isEmpty() ? "-" : text.replaceAll("\\s", " ");
  }

  private String clipped(String line) {
    if (line.length() <= width) {
      return line;
    }
    int end = Character.isLowSurrogate(line.charAt(width - 1)) ? width - 2 : width - 1;
    return line.substring(0, end) + "…";
  }
}
