package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.RejectsQuery;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.rejects.RejectsPrinter;
import io.meanstream.launch.show.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rejects}: shows rejected rows. */
@Command(
    name = "rejects",
    description = {
      "Show the rows that could not be used, and why.",
      "CSV output needs one --dataset or --file; with a file: its columns, then the reason."
    })
public final class RejectsCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "Only rejects by this rule, for example type or required.")
  private String rule;

  @Option(
      names = "--file",
      paramLabel = "NAME",
      description = "Only rejects of this file, as ingest names it.")
  private String file;

  @Mixin private DatasetFilter dataset;
  @Mixin private FormatOption format;

  public RejectsCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    StatsApi stats = ServiceClients.of(home).stats();
    Map<String, List<RejectsQuery>> queries = new LinkedHashMap<>();
    Map<String, String> titles = stats.titles();
    dataset
        .name()
        .map(List::of)
        .orElseGet(() -> List.copyOf(titles.keySet()))
        .forEach(name -> queries.put(name, queries(stats, name)));
    queries.values().removeIf(List::isEmpty);
    titles.keySet().retainAll(queries.keySet());
    if (queries.isEmpty()) {
      throw new Mistake("no file%s is named %s".formatted(of(dataset), file));
    }
    DatasetListings listings =
        new DatasetListings(new RejectsPrinter(stats, console, queries::get), console);
    dataset
        .name()
        .ifPresentOrElse(
            name -> listings.print(name, format.format),
            () -> listings.print(titles, format.format));
    return 0;
  }

  private static String of(DatasetFilter dataset) {
    return dataset.name().map(name -> " of " + name).orElse("");
  }

  /** One query, or one for each file of that name; empty if there is no such file. */
  private List<RejectsQuery> queries(StatsApi stats, String name) {
    RejectsQuery all = new RejectsQuery(name, Optional.ofNullable(rule), Optional.empty());
    return file == null ? List.of(all) : ofFile(stats, all);
  }

  /** A file with known content has no rejects of its own. */
  private List<RejectsQuery> ofFile(StatsApi stats, RejectsQuery all) {
    return stats.ingestions(all.dataset()).stream()
        .filter(ingestion -> ingestion.source().equals(file))
        .map(ingestion -> ingestion.knownAs().orElse(ingestion.id()))
        .distinct()
        .map(all::of)
        .toList();
  }
}
