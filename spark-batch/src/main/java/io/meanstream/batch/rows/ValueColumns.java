package io.meanstream.batch.rows;

import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Exclusion;
import io.meanstream.catalog.dataset.Measure;
import io.meanstream.catalog.value.FieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;

/**
 * The columns that averages need: a row's time in milliseconds since the epoch, the index of the
 * first rule that excludes it or −1, the values of the measures, the values of the group fields.
 */
public final class ValueColumns {

  /** No rule excludes the row. */
  static final int NO_RULE = -1;

  static final int TIME = 0;
  static final int RULE = 1;
  static final int FIRST_MEASURE = 2;

  private ValueColumns() {}

  /** Selects from rows with the columns of {@link RowSchema#of}. */
  public static org.apache.spark.sql.Dataset<Row> select(
      org.apache.spark.sql.Dataset<Row> rows, Dataset dataset, AggregationSpec spec) {
    return select(rows, functions.unix_millis(field(dataset.time())), dataset, spec);
  }

  /**
   * Selects from rows with the columns of {@link RowSchema#of}.
   *
   * @param time in milliseconds since the epoch
   */
  public static org.apache.spark.sql.Dataset<Row> select(
      org.apache.spark.sql.Dataset<Row> rows, Column time, Dataset dataset, AggregationSpec spec) {
    List<Column> columns = new ArrayList<>();
    columns.add(time);
    columns.add(firstRuleMet(dataset.exclude()));
    for (Measure measure : dataset.measures()) {
      columns.add(functions.expr(measure.expression()).cast("double"));
    }
    spec.groupFields().forEach(name -> columns.add(groupValue(dataset, name)));
    return rows.select(columns.toArray(Column[]::new));
  }

  /**
   * The names of the fields that the columns are computed from.
   *
   * @param rows with the columns of {@link RowSchema#of}
   */
  static Set<String> inputs(
      org.apache.spark.sql.Dataset<Row> rows, Dataset dataset, AggregationSpec spec) {
    Set<String> names = new HashSet<>();
    LogicalPlan plan = select(rows, dataset, spec).queryExecution().analyzed();
    for (Attribute input : JavaConverters.asJavaIterable(plan.references())) {
      names.add(input.name());
    }
    return names;
  }

  /** Dates become day numbers, since a collected date would pass through the JVM's zone. */
  private static Column groupValue(Dataset dataset, String name) {
    return dataset.fields().get(dataset.indexOf(name)).type() == FieldType.DATE
        ? functions.unix_date(field(name))
        : field(name);
  }

  /** The column of a field, whose name may be an SQL keyword. */
  static Column field(String name) {
    return functions.col("`" + name + "`");
  }

  private static Column firstRuleMet(List<Exclusion> rules) {
    Column first = functions.lit(NO_RULE);
    for (int rule = rules.size() - 1; rule >= 0; rule--) {
      first = functions.when(functions.expr(rules.get(rule).condition()), rule).otherwise(first);
    }
    return first;
  }
}
