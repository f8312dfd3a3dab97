package io.meanstream.launch.averages;

import io.meanstream.launch.api.AveragesQuery;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.JsonPages;
import java.io.PrintStream;

/**
 * Prints all pages of a query's averages as they come, so that their number does not matter, and
 * says where there are none.
 */
public final class AveragesPrinter {

  private final StatsApi stats;
  private final PrintStream out;

  public AveragesPrinter(StatsApi stats, PrintStream out) {
    this.stats = stats;
    this.out = out;
  }

  /** Prints what a query asks for. */
  public void print(AveragesQuery query, Format format) {
    switch (format) {
      case TABLE -> printTable(query);
      case CSV -> stats.averagesCsv(query, new AveragesCsv(out));
      case JSON -> printJson(query);
    }
  }

  private void printTable(AveragesQuery query) {
    AveragesTable table = new AveragesTable(out);
    stats.averages(query, table);
    if (table.isEmpty()) {
      out.printf(
          "no averages of %s by %s; './meanstream aggregate' computes those of its rows%n",
          query.dataset(), query.period());
    }
  }

  private void printJson(AveragesQuery query) {
    JsonPages document = new JsonPages(out);
    stats.averages(query, document);
    document.end();
  }
}
