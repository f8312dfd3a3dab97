package io.meanstream.catalog.definition;

import java.util.List;
import java.util.regex.Pattern;

/** Invalid dataset definitions: all mistakes, each with its file and path. */
public final class DefinitionException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

  /** A serializable list, because exceptions are serializable. */
  private final String[] problems;

  /** Creates it with these mistakes. */
  public DefinitionException(List<String> problems) {
    this(problems.stream().map(DefinitionException::visible).toArray(String[]::new));
  }

  private DefinitionException(String[] problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = problems;
  }

  /** One line for each mistake: {@code rides.yaml: fields.start_lat.min: 91 is above max 90}. */
  public List<String> problems() {
    return List.of(problems);
  }

  /** Escapes line ends and other control characters as {@code &#92;u000a}. */
  private static String visible(String problem) {
    return CONTROL
        .matcher(problem)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }
}
