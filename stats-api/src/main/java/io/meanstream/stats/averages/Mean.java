package io.meanstream.stats.averages;

import io.meanstream.catalog.Measure;
import io.meanstream.stats.averages.AverageDocument.Moments;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The statistics of a measure over the rows of an average; null, never NaN, if undefined. */
@Schema(name = "Mean")
record Mean(
    @Schema(examples = "s") String unit,
    @Schema(description = "Number of rows with a value", examples = "509") long count,
    @Schema(nullable = true, examples = "1471.2") Double mean,
    @Schema(nullable = true) Double sum,
    @Schema(nullable = true) Double min,
    @Schema(nullable = true) Double max,
    @Schema(
            description = "The sample standard deviation (n − 1); null for fewer than two rows",
            nullable = true)
        Double stddev) {

  static Mean of(Measure measure, Moments moments) {
    if (moments == null) {
      return new Mean(measure.unit(), 0, null, null, null, null, null);
    }
    return new Mean(
        measure.unit(),
        moments.count,
        finite(moments.mean),
        finite(moments.sum),
        finite(moments.min),
        finite(moments.max),
        stddev(moments));
  }

  private static Double stddev(Moments moments) {
    return moments.count < 2 || moments.m2 == null
        ? null
        : finite(Math.sqrt(moments.m2 / (moments.count - 1)));
  }

  private static Double finite(Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }
}
