package io.meanstream.catalog.dataset;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares texts with the {@code pattern} and the {@code one_of} of their field. */
public final class TextCheck {

  /** The longest text that a pattern is matched against, because the matcher recurses. */
  public static final int LONGEST = 1_000;

  private static final String PATTERN = "pattern";
  private static final String ONE_OF = "one_of";

  private final Field field;
  private final Optional<Pattern> pattern;
  private final Set<String> oneOf;

  private TextCheck(Field field) {
    this.field = field;
    this.pattern = field.pattern().map(Pattern::compile);
    this.oneOf = new HashSet<>(field.oneOf());
  }

  /** The check for a field; without rules it accepts every text. */
  public static TextCheck of(Field field) {
    return new TextCheck(field);
  }

  /** The first rule that a text breaks, {@code pattern} or {@code one_of}. */
  public Optional<String> brokenBy(String text) {
    if (pattern.isPresent() && !matches(pattern.get(), text)) {
      return Optional.of(PATTERN);
    }
    return oneOf.isEmpty() || oneOf.contains(text) ? Optional.empty() : Optional.of(ONE_OF);
  }

  /** What is wrong with a text that breaks a rule, such as {@code is not one of a, b}. */
  public String mistake(String rule) {
    return rule.equals(PATTERN)
        ? "does not match " + field.pattern().orElseThrow()
        : "is not one of " + String.join(", ", field.oneOf());
  }

  private static boolean matches(Pattern pattern, String text) {
    return text.length() <= LONGEST && pattern.matcher(text).matches();
  }
}
