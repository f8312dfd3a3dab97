package io.meanstream.schedule.batch;

import io.meanstream.schedule.SchedulerConfig;
import io.meanstream.schedule.run.Run;
import io.meanstream.service.definitions.DefinitionsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts each run as a Spark driver with its own process and folder. */
@ApplicationScoped
class SparkBatch implements BatchStarter {

  private final SchedulerConfig config;
  private final DefinitionsConfig definitions;
  private final SubmitCommand command;
  private final String store;
  private final String database;

  SparkBatch(
      SchedulerConfig config,
      DefinitionsConfig definitions,
      @ConfigProperty(name = "quarkus.mongodb.connection-string") String store,
      @ConfigProperty(name = "quarkus.mongodb.database") String database,
      @ConfigProperty(name = "java.home") Optional<Path> javaHome) {
    this.config = config;
    this.definitions = definitions;
    this.command = new SubmitCommand(config.spark(), javaHome);
    this.store = store;
    this.database = database;
  }

  @Override
  public void clearOld() {
    RunFolder.closeAll(work());
  }

  @Override
  public BatchProcess start(Run run) throws IOException {
    RunFolder.sweepLogs(work(), config.scheduler().keptLogs());
    RunFolder folder = RunFolder.create(work(), run.id());
    Path arguments = folder.write(arguments(run));
    ProcessBuilder builder =
        new ProcessBuilder(
                command.words("meanstream " + run.dataset(), arguments, folder.scratch()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.log().toFile()));
    // standard input stays a pipe: the driver exits when this process dies and the pipe closes
    return new SparkProcess(builder.start(), folder);
  }

  private List<String> arguments(Run run) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--mongodb=" + store,
                "--database=" + database,
                "--datasets=" + definitions.datasets().toAbsolutePath(),
                "--dataset=" + run.dataset(),
                "--record=" + run.id()));
    run.request().from().ifPresent(day -> arguments.add("--from=" + day));
    run.request().to().ifPresent(day -> arguments.add("--to=" + day));
    if (run.request().full()) {
      arguments.add("--full");
    }
    return arguments;
  }

  private Path work() {
    return config.scheduler().work();
  }
}
