package io.meanstream.source.csv;

import java.util.Optional;

/**
 * Lines of a file that are not rows; they still count in line numbers.
 *
 * @param first how many lines to skip at the start of the file
 * @param comment the first character of lines to skip anywhere
 */
public record LinesToSkip(int first, Optional<Character> comment) {

  /** No lines are skipped. */
  public static final LinesToSkip NONE = new LinesToSkip(0, Optional.empty());
}
