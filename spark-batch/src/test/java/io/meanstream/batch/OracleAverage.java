package io.meanstream.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * An average of rides in a form that can be compared between two engines.
 *
 * @param counts of rows, of rows excluded by each rule, of values of each measure
 * @param exact minimum and maximum duration; null if there is none
 * @param close sum, mean and squared deviations of the duration; minimum, maximum, sum, mean and
 *     squared deviations of the distance, whose last digits depend on the engine's sine
 * @param least what the percentiles of duration and distance must not be below
 * @param greatest what these percentiles must not be above
 */
public record OracleAverage(
    String label,
    String group,
    List<Long> counts,
    List<Double> exact,
    List<Double> close,
    List<Double> least,
    List<Double> greatest) {

  private static final List<String> RULES =
      List.of("negative_duration", "zero_duration", "too_short", "too_long", "test_station");

  public static OracleAverage of(Document average, String by) {
    Document excluded = average.get("excluded", Document.class);
    Document measures = average.get("measures", Document.class);
    Document duration = measures.get("duration", Document.class);
    Document distance = measures.get("distance", Document.class);
    List<Double> percentiles =
        Stream.of(duration, distance)
            .flatMap(measure -> Stream.of("median", "p90", "p99").map(measure::getDouble))
            .toList();
    List<Long> counts = new ArrayList<>();
    counts.add(average.getLong("count"));
    RULES.forEach(rule -> counts.add(excluded.get(rule, 0L)));
    counts.add(duration.getLong("count"));
    counts.add(distance.getLong("count"));
    return new OracleAverage(
        average.getString("label"),
        average.get("group", Document.class).getString(by),
        counts,
        Stream.of("min", "max").map(duration::getDouble).toList(),
        Stream.concat(
                Stream.of("sum", "mean", "m2").map(duration::getDouble),
                Stream.of("min", "max", "sum", "mean", "m2").map(distance::getDouble))
            .toList(),
        percentiles,
        percentiles);
  }

  public String key() {
    return label + " " + group;
  }

  /** Whether the other average agrees with this one, which has the expected values. */
  public boolean allows(OracleAverage other, double tolerance) {
    return counts.equals(other.counts)
        && exact.equals(other.exact)
        && IntStream.range(0, close.size())
            .allMatch(i -> isClose(close.get(i), other.close.get(i), tolerance))
        && IntStream.range(0, least.size())
            .allMatch(i -> isIn(least.get(i), greatest.get(i), other.least.get(i), 1 + tolerance));
  }

  private static boolean isIn(Double least, Double greatest, Double value, double slack) {
    return least == null || value == null
        ? least == value
        : value * slack >= least && value <= greatest * slack;
  }

  private static boolean isClose(Double one, Double other, double tolerance) {
    return one == null || other == null
        ? one == other
        : Math.abs(one - other) <= tolerance * Math.max(1e-9, Math.abs(one));
  }
}
