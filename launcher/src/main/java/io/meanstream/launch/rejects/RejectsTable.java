package io.meanstream.launch.rejects;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.show.OneLine;
import io.meanstream.launch.show.Table;
import io.meanstream.launch.show.Table.Column;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints one line per reject: where it is, which rule it breaks, and why. Lines are clipped to the
 * width of the terminal.
 */
final class RejectsTable implements Consumer<JsonNode> {

  /** On a narrower terminal lines wrap, since a shorter message would say too little. */
  private static final int LEAST = 120;

  /** The message comes last, so its length does not affect alignment. */
  private static final int LONGEST_MESSAGE = 1_000;

  private final PrintStream out;
  private final Runnable heading;
  private final int width;
  private boolean begun;

  /**
   * Starts a table.
   *
   * @param heading runs before the first line
   * @param width of the terminal, 0 if there is none
   */
  RejectsTable(PrintStream out, Runnable heading, int width) {
    this.out = out;
    this.heading = heading;
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
    if (!begun) {
      heading.run();
    }
    Table table =
        new Table(
            List.of(
                Column.text("source"),
                Column.number("line"),
                Column.text("rule"),
                Column.text("field"),
                Column.text("message", LONGEST_MESSAGE)));
    page.path("items").forEach(item -> table.add(cells(item)));
    // titles only once: later pages may be aligned slightly differently, but memory stays constant
    table.lines().stream()
        .skip(begun ? 1 : 0)
        .map(line -> OneLine.clip(line, width))
        .forEach(out::println);
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
    return item.path(field).isNull() || text.isEmpty() ? "-" : text;
  }
}
