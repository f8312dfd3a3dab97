package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.batch.ExpressionCheck;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import io.meanstream.launch.validate.Validation;
import io.meanstream.launch.validate.ValidationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate}: says what would become of files' rows. */
@Command(
    name = "validate",
    description = {
      "Read files, archives and folders as ingest does, and say what would become of their rows.",
      "Nothing is started or stored. Ends with 1 if rows would be rejected."
    })
public final class ValidateCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "A CSV, gz, zip or folder.")
  private List<Path> paths;

  @Mixin private TextOption text;

  @Option(
      names = "--expressions",
      description = "First let Spark say whether the definition's expressions are right.")
  private boolean expressions;

  @Mixin private DatasetsInUseOption datasets;

  @Mixin private DatasetOption dataset;
  @Mixin private FormatOption format;

  public ValidateCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Path> existing = Ingest.existing(paths);
    Path folder = datasets.folder(home);
    new DefinitionsFolder(folder).dataset(dataset.name);
    if (expressions) {
      Stage stage = console.stage("expressions");
      new ExpressionCheck(home).run(folder, dataset.name, stage);
      stage.done("right");
    }
    ValidationReport report = validate(existing, folder);
    report.print(format.format, console);
    return report.isGood() ? 0 : 1;
  }

  private ValidationReport validate(List<Path> existing, Path folder) {
    List<String> arguments =
        new ArrayList<>(List.of("--datasets", folder.toString(), "--dataset", dataset.name));
    arguments.addAll(text.arguments());
    existing.forEach(path -> arguments.add(path.toString()));
    Stage stage = console.stage("validate");
    ValidationReport report = new Validation(home).run(arguments, stage);
    stage.done(report.summary());
    return report;
  }
}
