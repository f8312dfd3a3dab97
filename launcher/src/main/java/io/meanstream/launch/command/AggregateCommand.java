package io.meanstream.launch.command;

import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.SchedulerApi;
import io.meanstream.launch.batch.BatchRequest;
import io.meanstream.launch.batch.BatchResult;
import io.meanstream.launch.batch.BatchRun;
import io.meanstream.launch.batch.RunOnRequest;
import io.meanstream.launch.batch.VerifyResult;
import io.meanstream.launch.run.Folders;
import io.meanstream.launch.run.Home;
import io.meanstream.launch.run.JvmTuning;
import io.meanstream.launch.run.Pause;
import io.meanstream.launch.run.Service;
import io.meanstream.launch.run.Token;
import io.meanstream.launch.run.Wiring;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import io.meanstream.launch.up.UpFolder;
import io.meanstream.launch.up.UpState;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aggregate}: brings the averages up to date. */
@Command(
    name = "aggregate",
    description = {
      "Compute the averages of all days that rows have come for, or were corrected on, since.",
      "The scheduler does it, where one is up; Ctrl-C cancels the run."
    })
public final class AggregateCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "Compute the days from this one on as well, touched or not.")
  private String from;

  @Option(names = "--to", paramLabel = "DATE", description = "The day after the last of these.")
  private String to;

  @Option(names = "--full", description = "Compute everything again.")
  private boolean full;

  @Option(
      names = "--verify",
      description = {
        "Compute again without writing, and list the averages that are not what their rows make: of"
            + " all periods, or of those from --from up to --to. Ends with 1 where there are any."
      })
  private boolean verify;

  @Mixin private DatasetOption dataset;
  @Mixin private FormatOption format;

  public AggregateCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    UpFolder folder = new UpFolder(home);
    UpState state = folder.required();
    Wiring wiring = state.wiring().orElseThrow(AggregateCommand::notYet);
    Home.dataset(wiring.datasets(), dataset.name);
    BatchRequest request =
        new BatchRequest(
            dataset.name, Optional.ofNullable(from), Optional.ofNullable(to), full, verify);
    Stage stage = console.stage(verify ? "verify" : "aggregate");
    SchedulerApi scheduler =
        new SchedulerApi(state.urls().get(Service.SCHEDULER), Token.in(folder.token()));
    return verify || !scheduler.answers()
        ? byOurselves(folder, wiring, request, stage)
        : byTheScheduler(scheduler, state.whileUp(), request, stage);
  }

  private int byTheScheduler(
      SchedulerApi scheduler, Pause pause, BatchRequest request, Stage stage) {
    return show(RunOnRequest.submit(scheduler, pause, request).await(stage), stage);
  }

  private int byOurselves(UpFolder folder, Wiring wiring, BatchRequest request, Stage stage) {
    Path own = folder.data().resolve("batch-" + ProcessHandle.current().pid());
    try (BatchRun batch =
        BatchRun.start(home, JvmTuning.LONG_RUN, wiring, request, own, folder.log("spark-batch"))) {
      return verify ? verification(batch, stage) : show(batch.await(stage), stage);
    } finally {
      Folders.remove(own);
    }
  }

  private int show(BatchResult result, Stage stage) {
    stage.done(result.summary());
    result.print(format.format, console);
    return 0;
  }

  private int verification(BatchRun batch, Stage stage) {
    VerifyResult result = batch.awaitVerification(stage);
    stage.done(result.summary());
    result.print(format.format, console);
    return result.isEqual() ? 0 : 1;
  }

  private static Mistake notYet() {
    return new Mistake("it is still starting, see './meanstream status'");
  }
}
