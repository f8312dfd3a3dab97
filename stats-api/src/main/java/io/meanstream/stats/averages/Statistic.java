package io.meanstream.stats.averages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The statistics of a measure, in the order in which they are shown. */
enum Statistic {
  COUNT(Average.Mean::count),
  MEAN(Average.Mean::mean),
  SUM(Average.Mean::sum),
  MIN(Average.Mean::min),
  MAX(Average.Mean::max),
  STDDEV(Average.Mean::stddev),
  MEDIAN(Average.Mean::median),
  P90(Average.Mean::p90),
  P99(Average.Mean::p99);

  private final String id = name().toLowerCase(Locale.ROOT);
  private final Function<Average.Mean, Number> value;

  Statistic(Function<Average.Mean, Number> value) {
    this.value = value;
  }

  /** The value of this statistic; null if it is undefined. */
  Number of(Average.Mean mean) {
    return value.apply(mean);
  }

  /** The name in requests and responses. */
  String id() {
    return id;
  }

  /** The statistic with this name. */
  static Optional<Statistic> named(String id) {
    return Arrays.stream(values()).filter(statistic -> statistic.id().equals(id)).findFirst();
  }

  /** The names of all statistics. */
  static List<String> ids() {
    return Arrays.stream(values()).map(Statistic::id).toList();
  }
}
