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
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A dataset's definition, and statistics about its stored rows; times are null if it has no rows.
 */
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
        Instant newest,
    CompletenessView completeness) {

  static DatasetView of(Dataset dataset, Completeness state) {
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
        dataset.groups().stream().map(group -> GroupView.of(dataset, group)).toList(),
        dataset.periods().stream().map(Period::id).toList(),
        state.times().oldest().orElse(null),
        state.times().newest().orElse(null),
        CompletenessView.of(state));
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
          String finest,
      @Schema(description = "The periods of averages in this group, from shortest to longest")
          List<String> periods) {

    static GroupView of(Dataset dataset, Grouping grouping) {
      return new GroupView(
          grouping.by(),
          grouping.finest().id(),
          dataset.periods().stream()
              .filter(period -> !period.isFinerThan(grouping.finest()))
              .map(Period::id)
              .toList());
    }
  }

  /** How far the averages of a dataset are behind its rows. */
  @Schema(name = "Completeness")
  record CompletenessView(
      @Schema(description = "Whether the averages include every stored row") boolean complete,
      @Schema(description = "Whether a run has computed averages with the active definition")
          boolean computed,
      @Schema(
              description = "Number of days whose rows changed since their averages were computed",
              examples = "0")
          int dirtyDays,
      @Schema(description = "The first of these days", nullable = true, examples = "2020-04-01")
          LocalDate oldestDirtyDay,
      @Schema(description = "The last of these days", nullable = true, examples = "2020-04-02")
          LocalDate newestDirtyDay,
      @Schema(description = "When a run last completed", nullable = true) Instant completedAt) {

    static CompletenessView of(Completeness state) {
      NavigableSet<LocalDate> dirty = state.dirtyDays().days();
      return new CompletenessView(
          state.isComputed() && dirty.isEmpty(),
          state.isComputed(),
          dirty.size(),
          dirty.isEmpty() ? null : dirty.first(),
          dirty.isEmpty() ? null : dirty.last(),
          state.lastRun().completedAt().orElse(null));
    }
  }
}
