package io.meanstream.catalog.dataset;

import io.meanstream.catalog.period.Period;
import io.meanstream.catalog.source.Source;
import io.meanstream.catalog.value.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checked definition of a dataset; every name that it refers to exists.
 *
 * @param name unique in its catalog, {@code [a-z][a-z0-9-]{0,40}}
 * @param title the name shown to people
 * @param topic the Kafka topic of its rows
 * @param source how its files are read
 * @param keys alternatives for the row's key, each a list of field names; the first one whose
 *     fields the source has is used; empty if rows are keyed by their position in the source
 * @param time the field that places a row in a period; of type timestamp and required
 * @param fields in the definition's order, at least one
 * @param measures the values that are averaged, in the definition's order
 * @param exclude the rules that leave rows out of the averages; the first one that applies counts
 * @param groups the groups that averages are kept for; always includes the overall averages
 * @param periods from the finest to the longest
 * @param schedule when its averages are updated, if the definition says so
 * @param ahead how far ahead of the clock a row's time may be and still end periods, not negative;
 *     see {@link #latest}
 */
public record Dataset(
    String name,
    String title,
    String topic,
    Source source,
    List<List<String>> keys,
    String time,
    List<Field> fields,
    List<Measure> measures,
    List<Exclusion> exclude,
    List<Grouping> groups,
    List<Period> periods,
    Optional<Schedule> schedule,
    Duration ahead) {

  /** The default of {@link #ahead}. */
  public static final Duration DEFAULT_AHEAD = Duration.ofDays(1);

  /** Increases when averages of an unchanged definition must be recomputed. */
  private static final String COMPUTATION = "3";

  private static final Pattern WORD = Pattern.compile("\\w+");

  public Dataset {
    keys = keys.stream().map(List::copyOf).toList();
    fields = List.copyOf(fields);
    measures = List.copyOf(measures);
    exclude = List.copyOf(exclude);
    groups = List.copyOf(groups);
    periods = List.copyOf(periods);
  }

  /**
   * The latest time of a row that may end periods. Later rows are stored and averaged, but they may
   * be mistakes, so no period is over because of them.
   */
  public Instant latest(Instant now) {
    return now.plus(ahead);
  }

  /** The zone of timestamps without an offset, and of days and longer periods. */
  public ZoneId zone() {
    return source.zone();
  }

  /** The field with this name. */
  public Optional<Field> field(String fieldName) {
    return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }

  /**
   * The index of a field in {@link #fields}.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public int indexOf(String fieldName) {
    for (int index = 0; index < fields.size(); index++) {
      if (fields.get(index).name().equals(fieldName)) {
        return index;
      }
    }
    throw new IllegalArgumentException(name + " has no field " + fieldName);
  }

  /** The index of the {@link #time} field in {@link #fields}. */
  public int timeIndex() {
    return indexOf(time);
  }

  /** Whether rows are keyed by their position in the source, because they have no key. */
  public boolean keyedByPosition() {
    return keys.isEmpty();
  }

  /** The MongoDB collection of this dataset's rows. */
  public String rowsCollection() {
    return "rows_" + name;
  }

  /** Changes whenever the averages must be recomputed; a SHA-256 in hex. */
  public String definitionHash() {
    return hash(
        Stream.of(
                Stream.of(COMPUTATION, zone().getId(), time),
                measures.stream().map(Measure::toString),
                exclude.stream().map(Exclusion::toString),
                groups.stream().map(Grouping::toString),
                periods.stream().map(Period::id),
                typesOfAveragedFields())
            .map(part -> DocumentId.join(part.toArray(String[]::new))));
  }

  /** The types of the fields that averages are computed from. */
  private Stream<String> typesOfAveragedFields() {
    Set<String> words =
        Stream.of(
                measures.stream().map(Measure::expression),
                exclude.stream().map(Exclusion::condition),
                groups.stream().map(Grouping::id))
            .flatMap(texts -> texts)
            .flatMap(text -> WORD.matcher(text.toLowerCase(Locale.ROOT)).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    return fields.stream()
        .filter(field -> words.contains(field.name()))
        .map(field -> field.name() + ":" + field.type().id());
  }

  /** Changes whenever stored rows would lose their meaning: with the key, time field or zone. */
  public String identityHash() {
    return hash(
        Stream.concat(
            Stream.of(zone().getId(), time),
            keys.stream().map(key -> DocumentId.join(key.toArray(String[]::new)))));
  }

  /** Changes whenever a record may decode to a different row, or to none; 64 bits in hex. */
  public String recordHash() {
    String hash =
        hash(Stream.concat(Stream.of(identityHash()), fields.stream().map(Field::toString)));
    return hash.substring(0, 16);
  }

  private static String hash(Stream<String> parts) {
    return Sha256.hex(DocumentId.join(parts.toArray(String[]::new)));
  }
}
