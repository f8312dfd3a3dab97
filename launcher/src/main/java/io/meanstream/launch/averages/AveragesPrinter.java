package io.meanstream.launch.averages;

import io.meanstream.catalog.Dataset;
import io.meanstream.launch.api.AveragesQuery;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.show.Format;
import java.io.PrintStream;

/** Prints all pages of a query's averages as they come, so that their number does not matter. */
public final class AveragesPrinter {

  private final StatsApi stats;
  private final Dataset dataset;
  private final PrintStream out;

  /** Prints averages of a dataset. */
  public AveragesPrinter(StatsApi stats, Dataset dataset, PrintStream out) {
    this.stats = stats;
    this.dataset = dataset;
    this.out = out;
  }

  /** Prints what a query asks for. */
  public void print(AveragesQuery query, Format format) {
    switch (format) {
      case TABLE -> stats.averages(query, new AveragesTable(dataset, out));
      case CSV -> stats.averagesCsv(query, new AveragesCsv(out));
      case JSON -> printJson(query);
    }
  }

  private void printJson(AveragesQuery query) {
    try (AveragesJson json = new AveragesJson(out)) {
      stats.averages(query, json);
    }
  }
}
