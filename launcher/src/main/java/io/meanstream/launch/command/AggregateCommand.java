package io.meanstream.launch.command;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.ApiException;
import io.meanstream.launch.batch.BatchOutcome;
import io.meanstream.launch.batch.BatchRequest;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aggregate}: updates the averages. */
@Command(
    name = "aggregate",
    description = {
      "Compute the averages of all days whose rows changed since the last run.",
      "The scheduler runs it if it is up. Ctrl-C cancels the run.",
      "If one dataset fails, the others still run, and the command exits with 1."
    })
public final class AggregateCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "Also compute the days from this one on, changed or not.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "The day after the last of these days.")
  private String to;

  @Option(names = "--full", description = "Recompute everything.")
  private boolean full;

  @Option(
      names = "--verify",
      description = {
        "Recompute without writing, and list the averages that differ from their rows,"
            + " in all periods or only between --from and --to. Exits with 1 if any differ."
      })
  private boolean verify;

  @Mixin private DatasetFilter dataset;
  @Mixin private FormatOption format;

  public AggregateCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    Aggregation aggregation = Aggregation.of(home);
    DefinitionsFolder definitions = new DefinitionsFolder(aggregation.datasets());
    return dataset
        .name()
        .map(name -> one(aggregation, definitions.dataset(name)))
        .orElseGet(() -> each(aggregation, definitions.catalog().all()));
  }

  private int one(Aggregation aggregation, Dataset only) {
    BatchOutcome outcome = run(aggregation, only.name(), console.stage(verb()));
    outcome.print(format.format, console);
    return outcome.isGood() ? 0 : 1;
  }

  /** Runs one dataset after the other, and continues after a failure. */
  private int each(Aggregation aggregation, List<Dataset> all) {
    RunsOfDatasets runs = new RunsOfDatasets(verify);
    for (Dataset each : all) {
      String name = each.name();
      if (aggregation.isWithoutRows(name)) {
        console.note("%s has no rows yet".formatted(name));
        continue;
      }
      Stage stage = console.stage("%s %s".formatted(verb(), name));
      try {
        runs.add(run(aggregation, name, stage));
      } catch (Mistake | Failure | ApiException e) {
        stage.abandon();
        runs.failed(name, e);
      }
    }
    runs.print(format.format, console);
    return runs.exitCode();
  }

  private BatchOutcome run(Aggregation aggregation, String name, Stage stage) {
    BatchOutcome outcome =
        aggregation.run(
            new BatchRequest(
                name, Optional.ofNullable(from), Optional.ofNullable(to), full, verify),
            stage);
    stage.done(outcome.summary());
    return outcome;
  }

  private String verb() {
    return verify ? "verify" : "aggregate";
  }
}
