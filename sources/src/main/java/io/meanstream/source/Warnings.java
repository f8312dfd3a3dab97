package io.meanstream.source;

import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody should look at in a source that was read all the same, each text once and in the
 * order found; a text does not name the source.
 *
 * @param texts at most {@link #MAX}; further ones are left out, so one text sums up what many rows
 *     have in common
 */
public record Warnings(List<String> texts) {

  /** The most warnings that a source has. */
  public static final int MAX = 20;

  public static final Warnings NONE = new Warnings(List.of());

  public Warnings {
    texts = texts.stream().distinct().limit(MAX).toList();
  }

  /** These and one more. */
  public Warnings and(String text) {
    return new Warnings(Stream.concat(texts.stream(), Stream.of(text)).toList());
  }

  /** These and others. */
  public Warnings and(Warnings others) {
    return new Warnings(Stream.concat(texts.stream(), others.texts.stream()).toList());
  }
}
