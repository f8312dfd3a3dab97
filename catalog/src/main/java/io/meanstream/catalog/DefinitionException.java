package io.meanstream.catalog;

import java.util.List;

/** Dataset definitions with mistakes, all of them, each with its file and path. */
public final class DefinitionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A serializable list, as an exception's fields have to be. */
  private final String[] problems;

  DefinitionException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = problems.toArray(String[]::new);
  }

  /** One line for each mistake: {@code rides.yaml: fields.start_lat.min: 91 is above max 90}. */
  public List<String> problems() {
    return List.of(problems);
  }
}
