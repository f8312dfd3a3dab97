package io.meanstream.batch.rows;

import io.meanstream.catalog.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;

/** Parses and resolves a definition's expressions without reading rows. */
public final class ExpressionCheck {

  private final Dataset dataset;
  private final org.apache.spark.sql.Dataset<Row> noRows;
  private final List<String> problems = new ArrayList<>();

  private ExpressionCheck(SparkSession session, Dataset dataset) {
    this.dataset = dataset;
    this.noRows = session.createDataFrame(List.of(), RowSchema.of(dataset));
  }

  /**
   * Returns normally if every measure is numeric, every condition is boolean, and each depends on
   * one row only.
   *
   * @throws UserMistake naming all mistakes
   */
  public static void check(SparkSession session, Dataset dataset) {
    ExpressionCheck check = new ExpressionCheck(session, dataset);
    dataset
        .measures()
        .forEach(
            measure ->
                check.expression(
                    "measures.%s.expression".formatted(measure.name()),
                    measure.expression(),
                    "a number",
                    NumericType.class::isInstance));
    dataset
        .exclude()
        .forEach(
            rule ->
                check.expression(
                    "exclude.%s".formatted(rule.name()),
                    rule.condition(),
                    "a condition",
                    BooleanType.class::isInstance));
    if (!check.problems.isEmpty()) {
      throw UserMistake.inExpressions(check.problems);
    }
  }

  private void expression(String path, String text, String kind, Predicate<DataType> isKind) {
    problemOf(text, kind, isKind)
        .ifPresent(
            problem -> problems.add("%s.yaml: %s: %s".formatted(dataset.name(), path, problem)));
  }

  private Optional<String> problemOf(String text, String kind, Predicate<DataType> isKind) {
    try {
      org.apache.spark.sql.Dataset<Row> column = noRows.select(functions.expr(text));
      DataType type = column.schema().fields()[0].dataType();
      if (column.schema().size() != 1 || !isKind.test(type)) {
        return Optional.of("\"%s\" must be %s, not %s".formatted(text, kind, type.sql()));
      }
      return isOfOneRow(column.queryExecution().analyzed())
          ? Optional.empty()
          : Optional.of("\"%s\" must depend on the values of one row only".formatted(text));
    } catch (Exception e) {
      // Scala throws checked exceptions undeclared, so javac rejects catch (AnalysisException).
      if (e instanceof AnalysisException) {
        return Optional.of(firstLine(e.getMessage()));
      }
      throw e;
    }
  }

  /** Whether it has no aggregate, window, generator, subquery, clock or random function. */
  private static boolean isOfOneRow(LogicalPlan plan) {
    return plan instanceof Project project
        && project.child().children().isEmpty()
        && project.deterministic()
        && !project.containsPattern(TreePattern.CURRENT_LIKE())
        && !project.containsPattern(TreePattern.PLAN_EXPRESSION());
  }

  private static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse(message);
  }
}
