package io.meanstream.batch;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * Gathers rows into the tallies of their slots.
 *
 * <p>A slot may come out more than once: when there are many, those so far are handed on to make
 * room, so that memory is bounded however many groups there are.
 */
final class RowTallies implements Iterator<Tuple2<Slot, Contribution>> {

  private static final int MOST_SLOTS = 100_000;

  private final Iterator<Row> rows;
  private final Plan plan;
  private final LongAccumulator rowsRead;
  private final Calendar calendar;
  private final double[] values;
  private Iterator<Map.Entry<Slot, Tally>> gathered = Collections.emptyIterator();

  /**
   * @param rows with the columns of {@link ValueColumns}
   */
  RowTallies(Iterator<Row> rows, Plan plan, LongAccumulator rowsRead) {
    this.rows = rows;
    this.plan = plan;
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
      Tally tally = tallies.computeIfAbsent(slotOf(row, kept, time), slot -> plan.emptyTally());
      if (rule == ValueColumns.NO_RULE) {
        tally.add(values);
      } else {
        tally.exclude(rule);
      }
    }
  }

  private Slot slotOf(Row row, KeptGroup kept, long time) {
    int firstField = ValueColumns.FIRST_MEASURE + values.length;
    Object[] group = new Object[kept.fields().length];
    for (int i = 0; i < group.length; i++) {
      group[i] = GroupValue.ofSpark(row.get(firstField + kept.fields()[i]));
    }
    long start = calendar.bucketOf(kept.base(), time).start().toEpochMilli();
    return new Slot(new Group(kept.index(), Arrays.asList(group)), kept.base(), start);
  }
}
