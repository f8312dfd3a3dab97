package io.meanstream.launch.command;

import io.meanstream.catalog.period.Period;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.AveragesQuery;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.averages.AveragesPrinter;
import io.meanstream.launch.show.Console;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code averages}: shows averages. */
@Command(
    name = "averages",
    description = {
      "Show the averages of each hour, day, week, month or quarter.",
      "CSV output needs one --dataset, since columns differ between datasets."
    })
public final class AveragesCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Option(
      names = "--period",
      required = true,
      paramLabel = "PERIOD",
      description = "hour, day, week, month or quarter.")
  private String period;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only periods that start at or after this time: a date or an instant.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Only periods that start before this time.")
  private String to;

  @Option(
      names = "--group",
      paramLabel = "FIELD",
      description =
          "One average per value of this field, for example member_casual (default: overall).")
  private String group;

  @Option(
      names = "--statistic",
      split = ",",
      paramLabel = "NAME",
      description =
          "Statistics of each measure: count, mean, sum, min, max, stddev, median, p90 or p99"
              + " (default: mean in tables, all in other formats).")
  private List<String> statistics = List.of();

  @Mixin private DatasetFilter dataset;
  @Mixin private FormatOption format;

  public AveragesCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    if (Period.of(period).isEmpty()) {
      throw new Mistake("no period is named %s; known: %s".formatted(period, periods()));
    }
    StatsApi stats = ServiceClients.of(home).stats();
    DatasetListings listings =
        new DatasetListings(new AveragesPrinter(stats, console.out(), this::query), console);
    dataset
        .name()
        .ifPresentOrElse(
            name -> listings.print(name, format.format),
            () -> listings.print(stats.titles(), format.format));
    return 0;
  }

  private AveragesQuery query(String name) {
    return new AveragesQuery(
        name,
        period,
        Optional.ofNullable(from),
        Optional.ofNullable(to),
        Optional.ofNullable(group),
        statistics);
  }

  private static String periods() {
    return Arrays.stream(Period.values()).map(Period::id).collect(Collectors.joining(", "));
  }
}
