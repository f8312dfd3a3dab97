package io.meanstream.launch.rejects;

import io.meanstream.launch.api.RejectsQuery;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.JsonPages;
import java.util.List;

/**
 * Prints all pages of the rejects that queries ask for as they come, so that their number does not
 * matter, and says where there are none.
 */
public final class RejectsPrinter {

  private final StatsApi stats;
  private final Console console;

  public RejectsPrinter(StatsApi stats, Console console) {
    this.stats = stats;
    this.console = console;
  }

  /**
   * Prints the rejects of a dataset.
   *
   * @param queries by one rule, or all; one for each file where there are several; their CSV has a
   *     header each, as the columns of files differ
   */
  public void print(String dataset, List<RejectsQuery> queries, Format format) {
    switch (format) {
      case TABLE -> printTable(dataset, queries);
      case CSV -> queries.forEach(query -> stats.rejectsCsv(query, new RejectsCsv(console.out())));
      case JSON -> printJson(queries);
    }
  }

  private void printTable(String dataset, List<RejectsQuery> queries) {
    RejectsTable table = new RejectsTable(console.out(), console.width());
    queries.forEach(query -> stats.rejects(query, table));
    if (table.isEmpty()) {
      String rule = queries.get(0).rule().map(it -> " by rule " + it).orElse("");
      console.print("no rejects of " + dataset + rule);
    }
  }

  private void printJson(List<RejectsQuery> queries) {
    JsonPages document = new JsonPages(console.out());
    queries.forEach(query -> stats.rejects(query, document));
    document.end();
  }
}
