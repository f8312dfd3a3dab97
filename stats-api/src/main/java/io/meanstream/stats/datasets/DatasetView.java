package io.meanstream.stats.datasets;

import io.meanstream.catalog.dataset.Bound;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Exclusion;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.dataset.Grouping;
import io.meanstream.catalog.dataset.Measure;
import io.meanstream.catalog.period.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A dataset's definition and the times of its oldest and newest row; null if it has no rows. */
@Schema(name = "Dataset")
record DatasetView(
    @Schema(examples = "rides") String name,
    @Schema(description = "A title for people", examples = "Divvy bike rides") String title,
    @Schema(description = "The Kafka topic of the rows", examples = "bike-rides") String topic,
    @Schema(description = "The time zone of days and longer periods", examples = "America/Chicago")
        String zone,
    @Schema(description = "The field whose time assigns a row to a period", examples = "started_at")
        String time,
    @Schema(description = "Alternative keys of a row; empty: its position in the source")
        List<List<String>> keys,
    List<FieldView> fields,
    @Schema(description = "The quantities to average") List<MeasureView> measures,
    @Schema(description = "Rules that exclude rows from the averages; the first match counts")
        List<ExclusionView> exclusions,
    @Schema(description = "The groupings of the averages") List<GroupView> groups,
    @Schema(description = "From shortest to longest") List<String> periods,
    @Schema(description = "The time of the oldest row that counts", nullable = true) Instant oldest,
    @Schema(
            description = "The time of the newest row that counts and is not in the far future",
            nullable = true)
        Instant newest) {

  static DatasetView of(Dataset dataset, RowTimes times) {
    return new DatasetView(
        dataset.name(),
        dataset.title(),
        dataset.topic(),
        dataset.zone().getId(),
        dataset.time(),
        dataset.keys(),
        dataset.fields().stream().map(FieldView::of).toList(),
        dataset.measures().stream().map(MeasureView::of).toList(),
        dataset.exclude().stream().map(ExclusionView::of).toList(),
        dataset.groups().stream().map(GroupView::of).toList(),
        dataset.periods().stream().map(Period::id).toList(),
        times.oldest().orElse(null),
        times.newest().orElse(null));
  }

  /** A field; {@code min} and {@code max} are null if it has no such bound. */
  @Schema(name = "Field")
  record FieldView(
      @Schema(examples = "start_lat") String name,
      @Schema(
              enumeration = {
                "string",
                "integer",
                "double",
                "boolean",
                "timestamp",
                "decimal",
                "date"
              })
          String type,
      @Schema(description = "Whether rows without a value are rejected") boolean required,
      @Schema(
              description = "Smaller values are rejected; a string for dates and timestamps",
              nullable = true)
          Object min,
      @Schema(
              description = "Greater values are rejected; a string for dates and timestamps",
              nullable = true)
          Object max) {

    static FieldView of(Field field) {
      return new FieldView(
          field.name(),
          field.type().id(),
          field.required(),
          field.min().map(FieldView::shown).orElse(null),
          field.max().map(FieldView::shown).orElse(null));
    }

    private static Object shown(Bound bound) {
      return bound.value() instanceof BigDecimal number ? number : bound.text();
    }
  }

  /** A measure. */
  @Schema(name = "Measure")
  record MeasureView(
      @Schema(examples = "duration") String name,
      @Schema(examples = "s") String unit,
      @Schema(description = "A Spark SQL expression over the fields") String expression) {

    static MeasureView of(Measure measure) {
      return new MeasureView(measure.name(), measure.unit(), measure.expression());
    }
  }

  /** A rule that excludes rows from the averages. */
  @Schema(name = "Exclusion")
  record ExclusionView(
      @Schema(examples = "negative_duration") String name,
      @Schema(
              description = "A Spark SQL condition on the fields",
              examples = "ended_at < started_at")
          String condition) {

    static ExclusionView of(Exclusion exclusion) {
      return new ExclusionView(exclusion.name(), exclusion.condition());
    }
  }

  /** A grouping. */
  @Schema(name = "Group")
  record GroupView(
      @Schema(description = "Field names; empty for the overall averages") List<String> by,
      @Schema(description = "The shortest period of averages in this group", examples = "hour")
          String finest) {

    static GroupView of(Grouping grouping) {
      return new GroupView(grouping.by(), grouping.finest().id());
    }
  }
}
