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
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
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

  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Iterator<InternalRow> rows;
  private final AggregationSpec spec;
  private final LongAccumulator rowsRead;
  private final BucketCache buckets;
  private final int mostRows;

  /** The types of the group fields. */
  private final DataType[] types;

  /** By the index of the grouping. */
  private final List<List<Period>> periods;

  /** The values of the current row. */
  private final double[] values;

  private final Object[] groupFields;

  /** The starts of the current row's buckets by period, or {@link #UNKNOWN}. */
  private final long[] starts = new long[Period.values().length];

  private Iterator<Map.Entry<GroupBucket, Tally>> gathered = Collections.emptyIterator();

  /**
   * @param rows with the columns of {@link ValueColumns}
   * @param columns their schema
   * @param periods the periods of a grouping whose buckets get tallies
   */
  public RowTallies(
      Iterator<InternalRow> rows,
      StructType columns,
      AggregationSpec spec,
      Function<GroupingSpec, List<Period>> periods,
      LongAccumulator rowsRead) {
    this.rows = rows;
    this.spec = spec;
    this.rowsRead = rowsRead;
    this.buckets = new BucketCache(spec.zone());
    this.periods = spec.groups().stream().map(periods).toList();
    this.values = new double[spec.measures().size()];
    this.groupFields = new Object[spec.groupFields().size()];
    this.types =
        Arrays.stream(columns.fields())
            .skip((long) ValueColumns.FIRST_MEASURE + values.length)
            .map(StructField::dataType)
            .toArray(DataType[]::new);
    int tallies = this.periods.stream().mapToInt(List::size).sum();
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
    while (rows.hasNext() && tallies.size() < MOST_BUCKETS && gatheredRows < mostRows) {
      add(rows.next(), tallies);
      gatheredRows++;
    }
    rowsRead.add(gatheredRows);
    return tallies;
  }

  private void add(InternalRow row, Map<GroupBucket, Tally> tallies) {
    long time = row.getLong(ValueColumns.TIME);
    int rule = row.getInt(ValueColumns.RULE);
    read(row);
    for (GroupingSpec grouping : spec.groups()) {
      Group group = groupOf(grouping);
      for (Period period : periods.get(grouping.index())) {
        GroupBucket groupBucket = new GroupBucket(group, period, startOf(period, time));
        Tally tally = tallies.computeIfAbsent(groupBucket, added -> spec.emptyTally());
        if (rule == ValueColumns.NO_RULE) {
          tally.add(time, values);
        } else {
          tally.exclude(rule);
        }
      }
    }
  }

  private void read(InternalRow row) {
    Arrays.fill(starts, UNKNOWN);
    int column = ValueColumns.FIRST_MEASURE;
    for (int measure = 0; measure < values.length; measure++, column++) {
      values[measure] = row.isNullAt(column) ? Double.NaN : row.getDouble(column);
    }
    for (int field = 0; field < groupFields.length; field++, column++) {
      groupFields[field] = GroupValue.ofSpark(row.get(column, types[field]));
    }
  }

  private long startOf(Period period, long time) {
    long start = starts[period.ordinal()];
    if (start == UNKNOWN) {
      start = buckets.bucketOf(period, time).start().toEpochMilli();
      starts[period.ordinal()] = start;
    }
    return start;
  }

  private Group groupOf(GroupingSpec grouping) {
    Object[] group = new Object[grouping.fields().length];
    for (int i = 0; i < group.length; i++) {
      group[i] = groupFields[grouping.fields()[i]];
    }
    return new Group(grouping.index(), Arrays.asList(group));
  }
}
