package io.meanstream.batch;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.meanstream.batch.rows.ExpressionCheck;
import io.meanstream.batch.rows.UserMistake;
import io.meanstream.batch.run.DatasetRun;
import io.meanstream.batch.run.LeaseHeldException;
import io.meanstream.batch.run.Leases;
import io.meanstream.batch.run.LostLeaseException;
import io.meanstream.batch.run.Rehearsal;
import io.meanstream.batch.run.RunFailedException;
import io.meanstream.batch.run.RunRequest;
import io.meanstream.batch.run.SparkEngine;
import io.meanstream.batch.store.Store;
import io.meanstream.batch.verify.Verification;
import io.meanstream.batch.verify.VerificationReport;
import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.definition.DefinitionException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the Spark application that turns stored rows into averages.
 *
 * <p>Progress goes to standard error; the last line of standard output is one JSON document with
 * the result of each run. Exit codes: 0 if all averages are right; 1 if a run failed, another run
 * holds the lease or a verification found a difference; 2 if the arguments or definitions are
 * wrong.
 */
@Command(
    name = "spark-batch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Computes the averages of the days whose rows have changed.")
public final class Batch implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int MISTAKE = 2;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Purpose purpose;

  /** Either work on a store, or check the definitions without one. */
  private static final class Purpose {

    @Option(
        names = "--mongodb",
        paramLabel = "URI",
        required = true,
        description = "The store's connection string.")
    private String mongodb;

    @Option(
        names = "--check",
        required = true,
        description = "Check the expressions of the definitions. Reads no rows.")
    private boolean check;
  }

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "meanstream",
      description = "The database (default: ${DEFAULT-VALUE}).")
  private String database;

  @Option(
      names = "--datasets",
      paramLabel = "FOLDER",
      required = true,
      description = "The folder with the dataset definitions.")
  private Path datasets;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "A dataset to compute. Repeat for several. --rehearse alone needs none.")
  private List<String> names = List.of();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "Also recompute all days from this one on, changed or not.")
  private Optional<LocalDate> from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "The day after the last one to recompute.")
  private Optional<LocalDate> to;

  @Option(names = "--full", description = "Recompute everything.")
  private boolean full;

  @Option(
      names = "--verify",
      description =
          "Compare the stored averages with their rows and list the differences; write nothing."
              + " Covers all periods or those between --from and --to. Exits with 1 on a difference.")
  private boolean verify;

  @Option(
      names = "--lease",
      paramLabel = "DURATION",
      defaultValue = "PT30S",
      description = "How long a run that stopped responding blocks others (default: PT30S).")
  private Duration lease;

  @Option(
      names = "--event-log",
      paramLabel = "FOLDER",
      description = "Where Spark writes event logs for its history server (default: none).")
  private Optional<String> eventLog;

  @Option(
      names = "--record",
      paramLabel = "ID",
      description = "The ID of the run's existing document, whose state the caller updates.")
  private Optional<String> record;

  @Option(
      names = "--after",
      paramLabel = "FILE",
      description = "Rehearse at once, but begin the runs only when this file exists.")
  private Optional<Path> after;

  @Option(
      names = "--rehearse",
      description = "Load what a run needs and exit. Reads no rows and writes nothing.")
  private boolean rehearse;

  private final SparkEngine spark;

  private Batch(SparkEngine spark) {
    this.spark = spark;
  }

  /** Runs the application and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    // some locales have digits of their own, which neither addresses nor SQL may have
    Locale.setDefault(Locale.ROOT);
    System.exit(run(arguments));
  }

  private static int run(String... arguments) {
    try (SparkEngine spark = new SparkEngine()) {
      return execute(spark, arguments);
    }
  }

  /** Runs the application in this JVM and returns its exit code. */
  static int execute(SparkEngine spark, String... arguments) {
    return new CommandLine(new Batch(spark))
        .setParameterExceptionHandler(Batch::explain)
        .execute(arguments);
  }

  @Override
  public Integer call() {
    try {
      RunRequest request = request();
      List<Dataset> chosen = chosen();
      eventLog.ifPresent(spark::logEventsTo);
      if (purpose.check) {
        return check(chosen);
      }
      if (rehearse) {
        return rehearse(chosen);
      }
      return verify ? verify(chosen, request) : run(chosen, request);
    } catch (UserMistake | DefinitionException | UncheckedIOException e) {
      return end(MISTAKE, e.getMessage());
    } catch (LeaseHeldException | LostLeaseException e) {
      return end(FAILED, e.getMessage());
    } catch (RunFailedException e) {
      e.getCause().printStackTrace();
      return end(FAILED, e.getMessage());
    } catch (MongoException e) {
      return end(FAILED, "cannot reach the store: " + e.getMessage());
    }
  }

  /**
   * Stops Spark before printing, so that the message is the last line: callers show the end of the
   * log.
   */
  private int end(int code, String message) {
    spark.close();
    System.err.println(message);
    return code;
  }

  private RunRequest request() {
    if (from.isPresent() != to.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--from and --to must be given together");
    }
    if (from.isPresent() && !from.get().isBefore(to.get())) {
      throw new ParameterException(spec.commandLine(), "--from must be before --to");
    }
    if (full && verify) {
      throw new ParameterException(spec.commandLine(), "--full and --verify cannot be combined");
    }
    if (record.isPresent() && names.size() > 1) {
      throw new ParameterException(spec.commandLine(), "--record needs exactly one --dataset");
    }
    return new RunRequest(from, to, full, record);
  }

  private List<Dataset> chosen() {
    Catalog catalog = Catalog.load(datasets);
    if (names.isEmpty() && rehearse) {
      return catalog.all();
    }
    if (names.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--dataset=NAME'");
    }
    return names.stream()
        .distinct()
        .map(
            name ->
                catalog
                    .find(name)
                    .orElseThrow(
                        () ->
                            new ParameterException(
                                spec.commandLine(),
                                "--dataset: %s does not define %s".formatted(datasets, name))))
        .toList();
  }

  private int check(List<Dataset> chosen) {
    chosen.forEach(dataset -> ExpressionCheck.check(spark.sessionIn(dataset.zone()), dataset));
    List<String> checked = chosen.stream().map(Dataset::name).toList();
    System.out.println(new Document("checked", checked).toJson());
    return 0;
  }

  private int rehearse(List<Dataset> chosen) {
    Store store = new Store(purpose.mongodb, database);
    chosen.forEach(dataset -> Rehearsal.of(dataset, store, spark));
    return 0;
  }

  private int run(List<Dataset> chosen, RunRequest request) {
    Store store = new Store(purpose.mongodb, database);
    List<Document> runs = new ArrayList<>();
    try (MongoClient client = store.connect()) {
      MongoDatabase documents = client.getDatabase(database);
      Leases leases = new Leases(documents, lease);
      String owner = Leases.ownerOfThisProcess();
      after.ifPresent(file -> standBy(file, chosen.get(0), store));
      for (Dataset dataset : chosen) {
        runs.add(
            new DatasetRun(dataset, request, store, documents, leases, spark, System.err)
                .run(owner)
                .toDocument());
      }
    }
    System.out.println(new Document("runs", runs).toJson());
    return 0;
  }

  /** Does what takes up most of the time of a run over few rows, then waits for the file. */
  private void standBy(Path file, Dataset first, Store store) {
    Rehearsal.of(first, store, spark);
    System.err.println("Spark is ready; the runs begin when %s exists".formatted(file));
    while (!Files.exists(file)) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private int verify(List<Dataset> chosen, RunRequest request) {
    Store store = new Store(purpose.mongodb, database);
    List<VerificationReport> reports = new ArrayList<>();
    try (MongoClient client = store.connect()) {
      MongoDatabase documents = client.getDatabase(database);
      for (Dataset dataset : chosen) {
        reports.add(new Verification(dataset, request, store, documents, spark, System.err).run());
      }
    }
    List<Document> verifications = reports.stream().map(VerificationReport::toDocument).toList();
    System.out.println(new Document("verifications", verifications).toJson());
    return reports.stream().allMatch(VerificationReport::isEqual) ? 0 : FAILED;
  }

  private static int explain(ParameterException e, String[] arguments) {
    System.err.println(e.getMessage() + "; see --help");
    return MISTAKE;
  }
}
