package io.meanstream.batch;

import io.meanstream.batch.run.DatasetRun;
import io.meanstream.batch.run.Leases;
import io.meanstream.batch.run.RunReport;
import io.meanstream.batch.run.RunRequest;
import io.meanstream.batch.run.SparkEngine;
import io.meanstream.batch.verify.Verification;
import io.meanstream.batch.verify.VerificationReport;
import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** Starts runs and verifications of the test datasets. */
public final class TestRuns {

  public static final Path SHIPPED = Path.of("..", "datasets");
  public static final Path TESTS = Path.of("src", "test", "resources", "datasets");
  public static final Duration LEASE = Duration.ofSeconds(30);

  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  private TestRuns() {}

  public static Dataset dataset(Path folder, String name) {
    return Catalog.load(folder).find(name).orElseThrow();
  }

  public static Dataset visits() {
    return dataset(TESTS, "visits");
  }

  public static RunReport dirtyDays(FilledStore store, SparkEngine spark, Dataset dataset) {
    return run(store, spark, dataset, RunRequest.ofDirtyDays());
  }

  public static RunReport full(FilledStore store, SparkEngine spark, Dataset dataset) {
    return run(store, spark, dataset, new RunRequest(Optional.empty(), Optional.empty(), true));
  }

  public static RunReport days(
      FilledStore store, SparkEngine spark, Dataset dataset, String from, String to) {
    return run(store, spark, dataset, requestOf(from, to));
  }

  public static RunRequest requestOf(String from, String to) {
    return new RunRequest(
        Optional.of(LocalDate.parse(from)), Optional.of(LocalDate.parse(to)), false);
  }

  public static VerificationReport verify(
      FilledStore store, SparkEngine spark, Dataset dataset, RunRequest request) {
    return new Verification(dataset, request, store.store(), store.database(), spark, NOWHERE)
        .run();
  }

  private static RunReport run(
      FilledStore store, SparkEngine spark, Dataset dataset, RunRequest request) {
    Leases leases = new Leases(store.database(), LEASE);
    return new DatasetRun(dataset, request, store.store(), store.database(), leases, spark, NOWHERE)
        .run("a test");
  }
}
