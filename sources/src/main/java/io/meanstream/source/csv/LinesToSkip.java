package io.meanstream.source.csv;

import java.util.Optional;

/**
 * Lines of a file that are no rows; they count where a row's line is named.
 *
 * @param first how many lines the file begins with that are passed over
 * @param comment what each line begins with that is passed over, wherever it stands
 */
public record LinesToSkip(int first, Optional<Character> comment) {

  /** Every line belongs to a row. */
  public static final LinesToSkip NONE = new LinesToSkip(0, Optional.empty());
}
