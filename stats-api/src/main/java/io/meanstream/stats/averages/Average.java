package io.meanstream.stats.averages;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.meanstream.catalog.dataset.Exclusion;
import io.meanstream.catalog.dataset.Measure;
import io.meanstream.catalog.period.Period;
import io.meanstream.stats.datasets.Completeness;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.types.Decimal128;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The averages of one group in one period. */
@Schema(name = "Average")
@RegisterForReflection
record Average(
    @Schema(description = "The period in ISO 8601 notation", examples = "2020-04-01") String label,
    @Schema(description = "Inclusive", examples = "2020-04-01T05:00:00Z") Instant start,
    @Schema(description = "Exclusive", examples = "2020-04-02T05:00:00Z") Instant end,
    @Schema(
            type = SchemaType.OBJECT,
            description = "The value of each field of the group; null: rows without a value",
            examples = "{\"member_casual\": \"casual\"}")
        Map<String, Object> group,
    @Schema(description = "Number of rows in the average", examples = "512") long count,
    @Schema(
            description =
                """
                `count` divided by the number of local days of the period between the dataset's \
                oldest and newest row; null for hours and days\
                """,
            nullable = true,
            examples = "73.1")
        Double rowsPerDay,
    @Schema(description = "Number of excluded rows, by rule", examples = "{\"too_short\": 7}")
        Map<String, Long> excluded,
    @Schema(description = "The statistics of each measure, by its name") Map<String, Mean> measures,
    @Schema(
            description =
                "Whether the period ends no later than the time of the newest row that counts")
        boolean over,
    @Schema(
            description =
                "Whether the period is over and this average includes all of its stored rows")
        boolean complete,
    @Schema(
            description =
                """
                Number of rows added since a run first found the period over; negative if \
                corrections removed more rows than were added\
                """,
            examples = "0")
        long late,
    @Schema(
            description = "When the batch wrote this average; null if there are no rows",
            nullable = true,
            examples = "2020-05-01T08:00:00Z")
        Instant computedAt,
    @Schema(
            description =
                """
                The average of the same group in the period that `compare` names; null without \
                `compare`, and if that period has no rows\
                """,
            nullable = true)
        Earlier compared) {

  /** What an average is compared with. */
  @Schema(name = "ComparedAverage")
  @RegisterForReflection
  record Earlier(
      @Schema(examples = "2020-03-31") String label,
      @Schema(description = "Inclusive", examples = "2020-03-31T05:00:00Z") Instant start,
      @Schema(description = "Exclusive", examples = "2020-04-01T05:00:00Z") Instant end,
      @Schema(examples = "498") long count,
      @Schema(nullable = true, examples = "71.1") Double rowsPerDay,
      Map<String, Mean> measures,
      boolean complete) {}

  /**
   * The statistics of a measure over the rows of an average; null, never NaN, if undefined.
   *
   * @param shown the requested statistics; JSON contains no others
   */
  @Schema(name = "Mean", requiredProperties = "unit")
  @JsonSerialize(using = MeanSerializer.class)
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
          Double stddev,
      @Schema(
              description =
                  """
                  The least value that at least half of the values do not exceed; for more than \
                  1,024 values an estimate whose rank is off by less than 0.3 %\
                  """,
              nullable = true,
              examples = "876.0")
          Double median,
      @Schema(description = "Like `median`, for 90 % of the values", nullable = true) Double p90,
      @Schema(description = "Like `median`, for 99 % of the values", nullable = true) Double p99,
      @Schema(hidden = true) Set<Statistic> shown) {

    static Mean of(Measure measure, AverageDocument.Moments moments, Set<Statistic> shown) {
      if (moments == null) {
        return new Mean(measure.unit(), 0, null, null, null, null, null, null, null, null, shown);
      }
      return new Mean(
          measure.unit(),
          moments.count,
          finite(moments.mean),
          finite(moments.sum),
          finite(moments.min),
          finite(moments.max),
          stddev(moments),
          moments.median,
          moments.p90,
          moments.p99,
          shown);
    }

    private static Double stddev(AverageDocument.Moments moments) {
      return moments.count < 2 || moments.m2 == null
          ? null
          : finite(Math.sqrt(moments.m2 / (moments.count - 1)));
    }

    private static Double finite(Double value) {
      return value == null || !Double.isFinite(value) ? null : value;
    }
  }

  /** Writes the unit and the shown statistics. */
  @RegisterForReflection
  static final class MeanSerializer extends JsonSerializer<Mean> {

    @Override
    public void serialize(Mean mean, JsonGenerator json, SerializerProvider serializers)
        throws IOException {
      json.writeStartObject();
      json.writeStringField("unit", mean.unit());
      for (Statistic statistic : mean.shown()) {
        serializers.defaultSerializeField(statistic.id(), statistic.of(mean), json);
      }
      json.writeEndObject();
    }
  }

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
        document.computedAt,
        null);
  }

  /** This average with an earlier one to compare it with. */
  Average comparedWith(Optional<Average> other) {
    return new Average(
        label,
        start,
        end,
        group,
        count,
        rowsPerDay,
        excluded,
        measures,
        over,
        complete,
        late,
        computedAt,
        other.map(Average::earlier).orElse(null));
  }

  private Earlier earlier() {
    return new Earlier(label, start, end, count, rowsPerDay, measures, complete);
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
    query.groups().fieldsOf(document.by).forEach(field -> group.put(field, value(document, field)));
    return Collections.unmodifiableMap(group);
  }

  /** Dates are stored as midnight UTC. Decimals become strings, since JSON parsers read doubles. */
  private static Object value(AverageDocument document, String field) {
    Object value = document.group.get(field);
    if (value instanceof Date midnight) {
      return LocalDate.ofInstant(midnight.toInstant(), ZoneOffset.UTC).toString();
    }
    return value instanceof Decimal128 number ? number.bigDecimalValue().toPlainString() : value;
  }

  /** Rules in the order of the definition, then rules that it no longer has. */
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
    for (Measure measure : query.measures()) {
      measures.put(
          measure.name(),
          Mean.of(measure, document.measures.get(measure.name()), query.statistics()));
    }
    return Collections.unmodifiableMap(measures);
  }
}
