package io.meanstream.batch.rows;

import io.meanstream.batch.average.Calendar;
import io.meanstream.batch.average.Contribution;
import io.meanstream.batch.average.Group;
import io.meanstream.batch.average.GroupValue;
import io.meanstream.batch.average.KeptGroup;
import io.meanstream.batch.average.Plan;
import io.meanstream.batch.average.Slot;
import io.meanstream.batch.average.Tally;
import io.meanstream.catalog.Period;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * Gathers rows into the tallies of their slots.
 *
 * <p>A slot may come out more than once: when there are many, those so far are handed on to make
 * room, so that memory is bounded however many groups there are.
 */
public final class RowTallies implements Iterator<Tuple2<Slot, Contribution>> {

  private static final int MOST_SLOTS = 100_000;

  private final Iterator<Row> rows;
  private final Plan plan;
  private final LongAccumulator rowsRead;
  private final Function<KeptGroup, List<Period>> periods;
  private final Calendar calendar;
  private final double[] values;
  private Iterator<Map.Entry<Slot, Tally>> gathered = Collections.emptyIterator();

  /**
   * @param rows with the columns of {@link ValueColumns}
   * @param periods of a group, of whose slots tallies are gathered
   */
  public RowTallies(
      Iterator<Row> rows,
      Plan plan,
      Function<KeptGroup, List<Period>> periods,
      LongAccumulator rowsRead) {
    this.rows = rows;
    this.plan = plan;
    this.periods = periods;
    this.rowsRead = rowsRead;
    this.calendar = new Calendar(plan.zone());
    this.values = new double[plan.measures().size()];
  }

  @Override
  public boolean hasNext() {
    if (!gathered.hasNext() && rows.hasNext()) {
      gathered = gather().entrySet().iterator();
    }
    return gathered.hasNext();
  }

  @Override
  public Tuple2<Slot, Contribution> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Map.Entry<Slot, Tally> next = gathered.next();
    return new Tuple2<>(next.getKey(), next.getValue());
  }

  private Map<Slot, Tally> gather() {
    Map<Slot, Tally> tallies = new HashMap<>();
    while (rows.hasNext() && tallies.size() < MOST_SLOTS) {
      add(rows.next(), tallies);
      rowsRead.add(1);
    }
    return tallies;
  }

  private void add(Row row, Map<Slot, Tally> tallies) {
    long time = row.getLong(ValueColumns.TIME);
    int rule = row.getInt(ValueColumns.RULE);
    for (int measure = 0; measure < values.length; measure++) {
      int column = ValueColumns.FIRST_MEASURE + measure;
      values[measure] = row.isNullAt(column) ? Double.NaN : row.getDouble(column);
    }
    for (KeptGroup kept : plan.groups()) {
      Group group = groupOf(row, kept);
      for (Period period : periods.apply(kept)) {
        long start = calendar.bucketOf(period, time).start().toEpochMilli();
        Slot slot = new Slot(group, period, start);
        Tally tally = tallies.computeIfAbsent(slot, added -> plan.emptyTally());
        if (rule == ValueColumns.NO_RULE) {
          tally.add(time, values);
        } else {
          tally.exclude(rule);
        }
      }
    }
  }

  private Group groupOf(Row row, KeptGroup kept) {
    int firstField = ValueColumns.FIRST_MEASURE + values.length;
    Object[] group = new Object[kept.fields().length];
    for (int i = 0; i < group.length; i++) {
      group[i] = GroupValue.ofSpark(row.get(firstField + kept.fields()[i]));
    }
    return new Group(kept.index(), Arrays.asList(group));
  }
}
