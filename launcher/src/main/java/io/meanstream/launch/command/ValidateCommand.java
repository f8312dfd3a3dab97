package io.meanstream.launch.command;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.TextOption;
import io.meanstream.launch.batch.ExpressionCheck;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.ingest.Refusals;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import io.meanstream.launch.validate.ValidationPrinter;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import io.meanstream.source.validate.ValidationReport;
import io.meanstream.source.validate.ValidationReport.Failed;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate}: checks files against a dataset. */
@Command(
    name = "validate",
    description = {
      "Read files, archives and folders as ingest does, and report what would happen to their rows.",
      "Nothing is started or stored. Exits with 1 if rows would be rejected."
    })
public final class ValidateCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "A file, an archive or a folder.")
  private List<Path> paths;

  @Mixin private TextOption text;

  @Option(
      names = "--expressions",
      description = "First let Spark check the definition's expressions.")
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
    Dataset checked = new DefinitionsFolder(folder).dataset(dataset.name);
    if (expressions) {
      Stage stage = console.stage("expressions");
      new ExpressionCheck(home).run(folder, dataset.name, stage);
      stage.done("valid");
    }
    ValidationReport report = validate(existing, checked);
    new ValidationPrinter(console).print(report, format.format);
    return report.acceptsEverything() ? 0 : 1;
  }

  private ValidationReport validate(List<Path> existing, Dataset checked) {
    ReadOptions options = ReadOptions.of(checked, textOptions(), UnpackLimits.STANDARD);
    Stage stage = console.stage("validate");
    ValidationReport report =
        ValidationReport.of(
            checked,
            existing,
            options,
            rows -> stage.update(String.format(Locale.ROOT, "%,d rows", rows)));
    if (report.sources().isEmpty()) {
      stage.abandon();
      throw Refusals.mistake(report.failed().stream().map(Failed::error).toList());
    }
    stage.done(ValidationPrinter.summary(report));
    return report;
  }

  private TextOptions textOptions() {
    try {
      return TextOptions.parse(text.charset(), text.delimiter());
    } catch (IllegalArgumentException e) {
      throw new Mistake(e.getMessage());
    }
  }
}
