package io.meanstream.protocol;

import io.meanstream.catalog.record.MalformedRecordException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an ingestion counts besides rows and rejects. Records, documents and responses carry all
 * figures by name, so adding a constant to {@link Figure} is all it takes.
 *
 * @param values every figure; missing ones are 0
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

    /** The name in records, documents and responses. */
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
