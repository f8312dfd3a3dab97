package io.meanstream.batch.rows;

import java.util.List;

/** Measures or exclusions of a definition that are no expressions over a row. */
public final class InvalidExpressionException extends UserMistake {

  private static final long serialVersionUID = 1L;

  /**
   * @param problems one line each: {@code rides.yaml: measures.duration.expression: …}
   */
  InvalidExpressionException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
