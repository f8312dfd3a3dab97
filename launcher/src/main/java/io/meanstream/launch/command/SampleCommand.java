package io.meanstream.launch.command;

import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.sample.RideSample;
import io.meanstream.launch.sample.SamplePlan;
import io.meanstream.launch.show.Console;
import java.io.IOException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sample}: writes a generated file to standard output. */
@Command(
    name = "sample",
    description = {
      "Write generated bike rides in Divvy's format to standard output.",
      "The same options give the same bytes. About one row in a hundred is odd, as in real months."
    })
public final class SampleCommand implements Callable<Integer> {

  static final LocalDate FROM = LocalDate.of(2020, 3, 1);

  private final Console console;

  @Option(
      names = "--rides",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many rides (default: ${DEFAULT-VALUE}).")
  private long rides;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The seed of the random numbers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first day in Chicago (default: 2020-03-01).")
  private LocalDate from = FROM;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "The day after the last one (default: two months after --from).")
  private LocalDate to;

  public SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SamplePlan plan = plan();
    try {
      RideSample.write(plan, console.raw());
      return 0;
    } catch (IOException e) {
      throw new Failure("cannot write to standard output: " + e.getMessage(), e);
    }
  }

  private SamplePlan plan() {
    try {
      return new SamplePlan(rides, seed, from, to == null ? from.plusMonths(2) : to);
    } catch (IllegalArgumentException e) {
      throw new Mistake(e.getMessage());
    }
  }
}
