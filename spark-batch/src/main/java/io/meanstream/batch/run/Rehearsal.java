package io.meanstream.batch.run;

import io.meanstream.batch.average.Scope;
import io.meanstream.batch.rows.ExpressionCheck;
import io.meanstream.batch.store.Store;
import io.meanstream.catalog.dataset.Dataset;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Computes the averages of a single day and drops them, so that Spark is ready for a run. */
public final class Rehearsal {

  /** A day on which hardly any dataset has rows. */
  private static final LocalDate DAY = LocalDate.of(1900, 1, 1);

  private Rehearsal() {}

  /**
   * Starts Spark, loads the classes of a run and generates the code for the dataset's expressions.
   *
   * @throws io.meanstream.batch.rows.UserMistake if an expression of the definition is wrong
   */
  public static void of(Dataset dataset, Store store, SparkEngine spark) {
    SparkSession session = spark.sessionIn(dataset.zone());
    ExpressionCheck.check(session, dataset);
    new AverageJob(session, store, dataset, Scope.of(dataset.zone(), List.of(DAY)))
        .averages(List.of(DAY), false)
        .count();
  }
}
