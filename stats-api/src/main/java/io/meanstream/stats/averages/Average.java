package io.meanstream.stats.averages;

import io.meanstream.catalog.Exclusion;
import io.meanstream.catalog.Measure;
import io.meanstream.catalog.Period;
import io.meanstream.stats.datasets.Completeness;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.types.Decimal128;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The rows of one period and one group, summed up. */
@Schema(name = "Average")
record Average(
    @Schema(description = "The period, as ISO 8601 writes it", examples = "2020-04-01")
        String label,
    @Schema(description = "Inclusive", examples = "2020-04-01T05:00:00Z") Instant start,
    @Schema(description = "Exclusive", examples = "2020-04-02T05:00:00Z") Instant end,
    @Schema(
            type = SchemaType.OBJECT,
            description = "The value of each field of the group; null: the rows have none",
            examples = "{\"member_casual\": \"casual\"}")
        Map<String, Object> group,
    @Schema(description = "The rows that count", examples = "512") long count,
    @Schema(
            description =
                """
                `count` by the local days of the period that lie between the oldest and the newest \
                row of the dataset that counts; null for hours and days\
                """,
            nullable = true,
            examples = "73.1")
        Double rowsPerDay,
    @Schema(
            description = "The rows that are left out, by the rule that they met",
            examples = "{\"too_short\": 7}")
        Map<String, Long> excluded,
    @Schema(description = "By the measure's name") Map<String, Mean> measures,
    @Schema(
            description =
                "Whether the period ends at or before the time of the newest row that counts")
        boolean over,
    @Schema(description = "Whether it is over and every stored row of it is counted here")
        boolean complete,
    @Schema(
            description =
                """
                How many rows the period has gained since a run first found it over; negative if \
                corrections have taken more of them away\
                """,
            examples = "0")
        long late,
    @Schema(description = "When the batch wrote this", examples = "2020-05-01T08:00:00Z")
        Instant computedAt) {

  static Average of(AverageDocument document, AveragesQuery query, Completeness state) {
    return new Average(
        document.label,
        document.start,
        document.end,
        group(document, query),
        document.count,
        rowsPerDay(document, query, state),
        excluded(document, query),
        measures(document, query),
        state.isOver(document.end),
        state.isComplete(document.start, document.end),
        document.late,
        document.computedAt);
  }

  private static Double rowsPerDay(
      AverageDocument document, AveragesQuery query, Completeness state) {
    return Period.DAY.isFinerThan(query.period())
        ? state
            .days(document.start, document.end)
            .map(days -> (double) document.count / days)
            .orElse(null)
        : null;
  }

  private static Map<String, Object> group(AverageDocument document, AveragesQuery query) {
    Map<String, Object> group = new LinkedHashMap<>();
    query.grouping().by().forEach(field -> group.put(field, value(document, field)));
    return Collections.unmodifiableMap(group);
  }

  /** Dates are stored as midnight in UTC; decimals are text, since JSON's readers make doubles. */
  private static Object value(AverageDocument document, String field) {
    Object value = document.group.get(field);
    if (value instanceof Date midnight) {
      return LocalDate.ofInstant(midnight.toInstant(), ZoneOffset.UTC).toString();
    }
    return value instanceof Decimal128 number ? number.bigDecimalValue().toPlainString() : value;
  }

  /** In the order of the definition, then those that it has no longer: none is kept silent. */
  private static Map<String, Long> excluded(AverageDocument document, AveragesQuery query) {
    Map<String, Long> excluded = new LinkedHashMap<>();
    for (Exclusion rule : query.dataset().exclude()) {
      Long rows = document.excluded.get(rule.name());
      if (rows != null) {
        excluded.put(rule.name(), rows);
      }
    }
    document.excluded.forEach(excluded::putIfAbsent);
    return Collections.unmodifiableMap(excluded);
  }

  private static Map<String, Mean> measures(AverageDocument document, AveragesQuery query) {
    Map<String, Mean> measures = new LinkedHashMap<>();
    for (Measure measure : query.dataset().measures()) {
      measures.put(measure.name(), Mean.of(measure, document.measures.get(measure.name())));
    }
    return Collections.unmodifiableMap(measures);
  }
}
