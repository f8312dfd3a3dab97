package io.meanstream.launch.rejects;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.show.Table;
import io.meanstream.launch.show.Table.Column;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/** A line for each reject: where it is, the rule that it breaks, and what is wrong, in words. */
final class RejectsTable implements Consumer<JsonNode> {

  private static final int LONGEST = 100;

  private final PrintStream out;
  private boolean begun;

  RejectsTable(PrintStream out) {
    this.out = out;
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
    table.lines().stream().skip(begun ? 1 : 0).forEach(out::println);
    begun = true;
  }

  private static List<String> cells(JsonNode item) {
    return List.of(
        text(item, "source"),
        text(item, "line"),
        text(item, "rule"),
        text(item, "field"),
        clipped(text(item, "message")));
  }

  private static String text(JsonNode item, String field) {
    String text = item.path(field).asText("");
    return item.path(field).isNull() || text.isEmpty() ? "-" : text.replaceAll("\\s", " ");
  }

  private static String clipped(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
