package io.meanstream.source;

import java.util.List;
import java.util.stream.Stream;

/**
 * Warnings about a source that was read anyway, without duplicates and in the order found. A
 * warning does not name the source.
 *
 * @param texts at most {@link #MAX}; further ones are dropped, so one text sums up what many rows
 *     have in common
 */
public record Warnings(List<String> texts) {

  /** The maximum number of warnings per source. */
  public static final int MAX = 20;

  public static final Warnings NONE = new Warnings(List.of());

  public Warnings {
    texts = texts.stream().distinct().limit(MAX).toList();
  }

  /** These warnings and one more. */
  public Warnings and(String text) {
    return new Warnings(Stream.concat(texts.stream(), Stream.of(text)).toList());
  }

  /** These warnings and others. */
  public Warnings and(Warnings others) {
    return new Warnings(Stream.concat(texts.stream(), others.texts.stream()).toList());
  }
}
