package io.meanstream.launch.ingest;

import io.meanstream.launch.Mistake;
import java.util.List;

/** The mistake of a user who gives only sources that cannot be read. */
public final class Refusals {

  private static final String MISMATCH = "does not match dataset";

  private Refusals() {}

  /**
   * A line for each source, and how to choose another dataset if a source does not match its own.
   */
  public static Mistake mistake(List<String> errors) {
    String lines = String.join(System.lineSeparator(), errors);
    return new Mistake(
        lines.contains(MISMATCH)
            ? lines + "; choose another dataset with --dataset ('./meanstream datasets' lists them)"
            : lines);
  }
}
