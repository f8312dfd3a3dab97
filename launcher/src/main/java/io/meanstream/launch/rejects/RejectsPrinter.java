package io.meanstream.launch.rejects;

import io.meanstream.launch.api.RejectsQuery;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.JsonPages;
import io.meanstream.launch.show.Listing;
import java.util.List;
import java.util.function.Function;

/**
 * Streams the rejects of a dataset's queries in constant memory; prints a note if there are none.
 */
public final class RejectsPrinter implements Listing {

  private final StatsApi stats;
  private final Console console;
  private final Function<String, List<RejectsQuery>> queries;

  /**
   * Creates a printer.
   *
   * @param queries a dataset's queries: one by rule or for all rejects, or one per file; CSV then
   *     has a header for each file, as the columns of files differ
   */
  public RejectsPrinter(
      StatsApi stats, Console console, Function<String, List<RejectsQuery>> queries) {
    this.stats = stats;
    this.console = console;
    this.queries = queries;
  }

  @Override
  public void table(String dataset, Runnable heading) {
    RejectsTable table = new RejectsTable(console.out(), heading, console.width());
    List<RejectsQuery> asked = queries.apply(dataset);
    asked.forEach(query -> stats.rejects(query, table));
    if (table.isEmpty()) {
      String rule = asked.get(0).rule().map(it -> " by rule " + it).orElse("");
      console.print("no rejects of " + dataset + rule);
    }
  }

  @Override
  public void csv(String dataset) {
    queries.apply(dataset).forEach(query -> stats.rejectsCsv(query, console.out()));
  }

  @Override
  public void json(String dataset, JsonPages document) {
    queries.apply(dataset).forEach(query -> stats.rejects(query, document));
  }
}
