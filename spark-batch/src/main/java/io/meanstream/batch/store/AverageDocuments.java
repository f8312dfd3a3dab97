package io.meanstream.batch.store;

import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.Average;
import io.meanstream.batch.average.Contribution.PreviousAverage;
import io.meanstream.batch.average.Group;
import io.meanstream.batch.average.GroupBucket;
import io.meanstream.batch.average.GroupValue;
import io.meanstream.batch.average.GroupingSpec;
import io.meanstream.batch.average.Moments;
import io.meanstream.batch.average.Percentile;
import io.meanstream.batch.average.QuantileSketch;
import io.meanstream.batch.average.Tally;
import io.meanstream.catalog.dataset.DocumentId;
import io.meanstream.catalog.period.Bucket;
import io.meanstream.catalog.period.Period;
import io.meanstream.catalog.value.ValueText;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * The documents of the collection {@code averages}.
 *
 * <p>A new average is first written as pending: with no rows, so that it stays hidden, and its real
 * counts in separate fields. {@link Averages#reveal} makes it visible once the run is known to hold
 * its lease. Otherwise a run that sleeps past its lease could leave behind an average of a group
 * that the next run knows nothing about, having found neither rows nor an average of it.
 */
public final class AverageDocuments {

  public static final String PENDING_COUNT = "pendingCount";
  static final String PENDING_EXCLUDED = "pendingExcluded";
  static final String LATE = "late";
  public static final String OLDEST = "oldest";
  public static final String NEWEST = "newest";

  /** The sketches of the measures, in averages that later runs roll up. */
  public static final String SKETCHES = "sketches";

  private final AggregationSpec spec;

  public AverageDocuments(AggregationSpec spec) {
    this.spec = spec;
  }

  /** The document that a run writes. */
  Document write(Average average, RunStamp stamp) {
    Document document =
        shown(average)
            .append("run", stamp.number())
            .append("computedAt", Date.from(stamp.computedAt()));
    if (keepsSketches(average)) {
      document.append(SKETCHES, sketchesOf(average.tally()));
    }
    long late = stamp.late(average);
    if (late != 0) {
      document.append(LATE, late);
    }
    if (average.previous().isEmpty()) {
      document.append(PENDING_COUNT, document.put("count", 0L));
      document.append(PENDING_EXCLUDED, document.put("excluded", new Document()));
    }
    return document;
  }

  /** Whether the stored average has {@link #SKETCHES}. */
  public boolean keepsSketches(Average average) {
    GroupingSpec grouping = spec.groups().get(average.group().grouping());
    return grouping.rollupSource().equals(Optional.of(average.bucket().period()));
  }

  /** The sketches of the measures that have values, by the measure's name. */
  public Document sketchesOf(Tally tally) {
    Document sketches = new Document();
    for (int measure = 0; measure < spec.measures().size(); measure++) {
      QuantileSketch sketch = tally.sketch(measure);
      if (sketch.count() > 0) {
        sketches.append(spec.measures().get(measure), new Binary(sketch.toBytes()));
      }
    }
    return sketches;
  }

  /** The visible document, without the run, the time of computation and the sketches. */
  public Document shown(Average average) {
    GroupingSpec grouping = spec.groups().get(average.group().grouping());
    Bucket bucket = average.bucket();
    Tally tally = average.tally();
    return new Document("_id", idOf(average, grouping))
        .append("dataset", spec.dataset())
        .append("period", bucket.period().id())
        .append("label", bucket.label())
        .append("by", grouping.id())
        .append("group", groupOf(average.group(), grouping))
        .append("start", Date.from(bucket.start()))
        .append("end", Date.from(bucket.end()))
        .append("count", tally.count())
        .append("excluded", excludedOf(tally))
        .append("measures", measuresOf(tally))
        .append(OLDEST, tally.count() == 0 ? null : new Date(tally.oldest()))
        .append(NEWEST, tally.count() == 0 ? null : new Date(tally.newest()));
  }

  /** The group bucket of a stored average. */
  GroupBucket groupBucketOf(Document document, GroupingSpec grouping, Period period) {
    Document values = document.get("group", Document.class);
    return new GroupBucket(
        new Group(
            grouping.index(),
            grouping.by().stream().map(values::get).map(GroupValue::ofStore).toList()),
        period,
        document.getDate("start").getTime());
  }

  /** The fields of a replaced average that a run needs. */
  static PreviousAverage previousOf(Document document) {
    long rows = document.getLong("count");
    for (Object excluded : document.get("excluded", Document.class).values()) {
      rows += ((Number) excluded).longValue();
    }
    return new PreviousAverage(rows, document.get(LATE, 0L));
  }

  /** The tally of a stored average. */
  Tally tallyOf(Document document) {
    long count = document.getLong("count");
    Document excluded = document.get("excluded", Document.class);
    Document measures = document.get("measures", Document.class);
    long[] byRule = spec.rules().stream().mapToLong(rule -> excluded.get(rule, 0L)).toArray();
    Moments[] moments =
        spec.measures().stream()
            .map(measure -> momentsOf(measures.get(measure, Document.class)))
            .toArray(Moments[]::new);
    Document stored = document.get(SKETCHES, Document.class);
    QuantileSketch[] sketches =
        spec.measures().stream()
            .map(measure -> sketchOf(stored.get(measure, Binary.class)))
            .toArray(QuantileSketch[]::new);
    return count == 0
        ? new Tally(0, byRule, moments, sketches, Long.MAX_VALUE, Long.MIN_VALUE)
        : new Tally(
            count,
            byRule,
            moments,
            sketches,
            document.getDate(OLDEST).getTime(),
            document.getDate(NEWEST).getTime());
  }

  private String idOf(Average average, GroupingSpec grouping) {
    List<String> values =
        average.group().values().stream()
            .map(value -> value == null ? null : ValueText.of(value))
            .toList();
    return DocumentId.average(
        spec.dataset(),
        average.bucket().period(),
        average.bucket().label(),
        DocumentId.group(grouping.by(), values));
  }

  private static Document groupOf(Group group, GroupingSpec grouping) {
    Document values = new Document();
    for (int field = 0; field < grouping.by().size(); field++) {
      values.append(grouping.by().get(field), GroupValue.toStore(group.values().get(field)));
    }
    return values;
  }

  private Document excludedOf(Tally tally) {
    Document excluded = new Document();
    for (int rule = 0; rule < spec.rules().size(); rule++) {
      if (tally.excluded(rule) > 0) {
        excluded.append(spec.rules().get(rule), tally.excluded(rule));
      }
    }
    return excluded;
  }

  private Document measuresOf(Tally tally) {
    Document measures = new Document();
    for (int measure = 0; measure < spec.measures().size(); measure++) {
      measures.append(
          spec.measures().get(measure), documentOf(tally.measure(measure), tally.sketch(measure)));
    }
    return measures;
  }

  private static Document documentOf(Moments moments, QuantileSketch sketch) {
    boolean none = moments.count() == 0;
    Document document =
        new Document("count", moments.count())
            .append("sum", none ? null : moments.sum())
            .append("mean", none ? null : moments.mean())
            .append("min", none ? null : moments.min())
            .append("max", none ? null : moments.max())
            .append("m2", none ? null : moments.m2());
    double[] percentiles = none ? null : sketch.percentiles();
    for (Percentile percentile : Percentile.values()) {
      document.append(percentile.field(), none ? null : percentiles[percentile.ordinal()]);
    }
    return document;
  }

  private static QuantileSketch sketchOf(Binary stored) {
    return stored == null ? new QuantileSketch() : QuantileSketch.of(stored.getData());
  }

  private static Moments momentsOf(Document document) {
    long count = document.getLong("count");
    return count == 0
        ? new Moments()
        : Moments.of(
            count,
            document.getDouble("sum"),
            document.getDouble("mean"),
            document.getDouble("min"),
            document.getDouble("max"),
            document.getDouble("m2"));
  }
}
