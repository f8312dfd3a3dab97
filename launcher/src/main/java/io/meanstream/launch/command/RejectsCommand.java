package io.meanstream.launch.command;

import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.RejectsQuery;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.rejects.RejectsPrinter;
import io.meanstream.launch.run.Home;
import io.meanstream.launch.run.Service;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.up.UpFolder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rejects}: shows the rows that could not be used. */
@Command(
    name = "rejects",
    description = {
      "Show the rows that could not be used, and why.",
      "As CSV, those of one --file have its own columns, and then the reason."
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

  @Mixin private DatasetOption dataset;
  @Mixin private FormatOption format;

  public RejectsCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    StatsApi stats = new StatsApi(new UpFolder(home).required().urls().get(Service.STATS_API));
    RejectsQuery all = new RejectsQuery(dataset.name, Optional.ofNullable(rule), Optional.empty());
    List<RejectsQuery> queries = file == null ? List.of(all) : ofFile(stats, all);
    new RejectsPrinter(stats, console).print(dataset.name, queries, format.format);
    return 0;
  }

  /** A file whose content was known already has no rejects of its own. */
  private List<RejectsQuery> ofFile(StatsApi stats, RejectsQuery all) {
    List<RejectsQuery> queries =
        stats.ingestions(dataset.name).stream()
            .filter(ingestion -> ingestion.source().equals(file))
            .map(ingestion -> ingestion.knownAs().orElse(ingestion.id()))
            .distinct()
            .map(all::of)
            .toList();
    if (queries.isEmpty()) {
      throw new Mistake("no file of %s is named %s".formatted(dataset.name, file));
    }
    return queries;
  }
}
