package io.meanstream.protocol;

import io.meanstream.catalog.record.MalformedRecordException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an ingestion counts beside rows and rejects. Records, documents and answers carry all
 * figures by name, so that a new constant of {@link Figure} is all that they need.
 *
 * @param values every figure; those that are not given are 0
 */
public record IngestionFigures(Map<Figure, Long> values) {

  /** What is counted. */
  public enum Figure {
    /** Local times of accepted rows that the clock of their zone showed twice or never. */
    AMBIGUOUS_TIMES("ambiguousTimes");

    private final String id;

    Figure(String id) {
      this.id = id;
    }

    /** The name in records, documents and answers. */
    public String id() {
      return id;
    }
  }

  /** Every figure is 0. */
  public static final IngestionFigures NONE = new IngestionFigures(Map.of());

  public IngestionFigures {
    Map<Figure, Long> all = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      all.put(figure, values.getOrDefault(figure, 0L));
    }
    values = Collections.unmodifiableMap(all);
  }

  /** The sums of both. */
  public IngestionFigures plus(IngestionFigures more) {
    Map<Figure, Long> sums = new EnumMap<>(values);
    more.values.forEach((figure, count) -> sums.merge(figure, count, Long::sum));
    return new IngestionFigures(sums);
  }

  /** All figures by their names, in the order of {@link Figure}. */
  public Map<String, Long> byId() {
    Map<String, Long> named = new LinkedHashMap<>();
    values.forEach((figure, count) -> named.put(figure.id(), count));
    return Collections.unmodifiableMap(named);
  }

  static IngestionFigures from(JsonObject json) throws MalformedRecordException {
    Map<Figure, Long> values = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      values.put(figure, json.number(figure.id()).orElse(0L));
    }
    return new IngestionFigures(values);
  }
}
