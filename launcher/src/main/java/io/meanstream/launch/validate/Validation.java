package io.meanstream.launch.validate;

import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.batch.JsonProgram;
import io.meanstream.launch.show.Stage;
import java.nio.file.Path;
import java.util.List;

/** Runs the ingestor's reading as a child process that starts no service. */
public final class Validation {

  private static final String MAIN = "io.meanstream.source.validate.Validate";
  private static final int REJECTED = 1;

  private final Home home;

  public Validation(Home home) {
    this.home = home;
  }

  /**
   * Reads everything to its end.
   *
   * @throws Mistake if a path, the dataset or the file as a whole is wrong
   * @throws Failure if it could not be done
   */
  public ValidationReport run(List<String> arguments, Stage stage) {
    Path folder = home.state().resolve("validate-" + ProcessHandle.current().pid());
    return new ValidationReport(JsonProgram.run(command(arguments), folder, stage, REJECTED));
  }

  private ChildCommand command(List<String> arguments) {
    Path service = home.serviceJar("ingestor").getParent();
    return ChildCommand.ofMain("validate", MAIN)
        .classPath(List.of(service.resolve("app/*"), service.resolve("lib/main/*")))
        .heap("256m")
        .jvmOptions("-XX:+UseSerialGC", "-XX:-UsePerfData")
        .args(arguments.toArray(String[]::new));
  }
}
