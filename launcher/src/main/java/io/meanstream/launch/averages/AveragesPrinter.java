package io.meanstream.launch.averages;

import io.meanstream.launch.api.AveragesQuery;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.show.JsonPages;
import io.meanstream.launch.show.Listing;
import java.io.PrintStream;
import java.util.function.Function;

/**
 * Streams the averages of a dataset's query in constant memory; prints a note if there are none.
 */
public final class AveragesPrinter implements Listing {

  private final StatsApi stats;
  private final PrintStream out;
  private final Function<String, AveragesQuery> queries;

  /**
   * Creates a printer.
   *
   * @param queries the query for a dataset
   */
  public AveragesPrinter(StatsApi stats, PrintStream out, Function<String, AveragesQuery> queries) {
    this.stats = stats;
    this.out = out;
    this.queries = queries;
  }

  @Override
  public void table(String dataset, Runnable heading) {
    AveragesQuery query = queries.apply(dataset);
    AveragesTable table = new AveragesTable(query.statistics(), out, heading);
    stats.averages(query, table);
    if (table.isEmpty()) {
      out.printf(
          stats.hasRows(dataset)
              ? "no averages of %s by %s; './meanstream aggregate' computes those of its rows%n"
              : "no averages of %s by %s: it has no rows yet%n",
          dataset,
          query.period());
    }
  }

  @Override
  public void csv(String dataset) {
    stats.averagesCsv(queries.apply(dataset), out);
  }

  @Override
  public void json(String dataset, JsonPages document) {
    stats.averages(queries.apply(dataset), document);
  }
}
