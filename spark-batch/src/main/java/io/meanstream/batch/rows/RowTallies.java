package io.meanstream.batch.rows;

import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.BucketCache;
import io.meanstream.batch.average.Contribution;
import io.meanstream.batch.average.Group;
import io.meanstream.batch.average.GroupBucket;
import io.meanstream.batch.average.GroupValue;
import io.meanstream.batch.average.GroupingSpec;
import io.meanstream.batch.average.Tally;
import io.meanstream.catalog.period.Period;
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
 * Sums rows up into the tallies of their group buckets.
 *
 * <p>A group bucket may be returned more than once: when there are too many buckets or values,
 * those so far are returned to make room. So memory is bounded for any number of groups.
 */
public final class RowTallies implements Iterator<Tuple2<GroupBucket, Contribution>> {

  private static final int MOST_BUCKETS = 100_000;

  /** Limits the sketches, which keep most values of small buckets. */
  private static final int MOST_VALUES = 4_000_000;

  private final Iterator<Row> rows;
  private final AggregationSpec spec;
  private final LongAccumulator rowsRead;
  private final Function<GroupingSpec, List<Period>> periods;
  private final BucketCache buckets;
  private final double[] values;
  private final int mostRows;
  private Iterator<Map.Entry<GroupBucket, Tally>> gathered = Collections.emptyIterator();

  /**
   * @param rows with the columns of {@link ValueColumns}
   * @param periods of a group, of whose buckets tallies are gathered
   */
  public RowTallies(
      Iterator<Row> rows,
      AggregationSpec spec,
      Function<GroupingSpec, List<Period>> periods,
      LongAccumulator rowsRead) {
    this.rows = rows;
    this.spec = spec;
    this.periods = periods;
    this.rowsRead = rowsRead;
    this.buckets = new BucketCache(spec.zone());
    this.values = new double[spec.measures().size()];
    int tallies = spec.groups().stream().mapToInt(group -> periods.apply(group).size()).sum();
    this.mostRows = Math.max(1, MOST_VALUES / Math.max(1, tallies * values.length));
  }

  @Override
  public boolean hasNext() {
    if (!gathered.hasNext() && rows.hasNext()) {
      gathered = gather().entrySet().iterator();
    }
    return gathered.hasNext();
  }

  @Override
  public Tuple2<GroupBucket, Contribution> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Map.Entry<GroupBucket, Tally> next = gathered.next();
    return new Tuple2<>(next.getKey(), next.getValue());
  }

  private Map<GroupBucket, Tally> gather() {
    Map<GroupBucket, Tally> tallies = new HashMap<>();
    int gatheredRows = 0;
    while (rows.hasNext() && tallies.size() < MOST_BUCKETS && gatheredRows++ < mostRows) {
      add(rows.next(), tallies);
      rowsRead.add(1);
    }
    return tallies;
  }

  private void add(Row row, Map<GroupBucket, Tally> tallies) {
    long time = row.getLong(ValueColumns.TIME);
    int rule = row.getInt(ValueColumns.RULE);
    for (int measure = 0; measure < values.length; measure++) {
      int column = ValueColumns.FIRST_MEASURE + measure;
      values[measure] = row.isNullAt(column) ? Double.NaN : row.getDouble(column);
    }
    for (GroupingSpec grouping : spec.groups()) {
      Group group = groupOf(row, grouping);
      for (Period period : periods.apply(grouping)) {
        long start = buckets.bucketOf(period, time).start().toEpochMilli();
        GroupBucket groupBucket = new GroupBucket(group, period, start);
        Tally tally = tallies.computeIfAbsent(groupBucket, added -> spec.emptyTally());
        if (rule == ValueColumns.NO_RULE) {
          tally.add(time, values);
        } else {
          tally.exclude(rule);
        }
      }
    }
  }

  private Group groupOf(Row row, GroupingSpec grouping) {
    int firstField = ValueColumns.FIRST_MEASURE + values.length;
    Object[] group = new Object[grouping.fields().length];
    for (int i = 0; i < group.length; i++) {
      group[i] = GroupValue.ofSpark(row.get(firstField + grouping.fields()[i]));
    }
    return new Group(grouping.index(), Arrays.asList(group));
  }
}
