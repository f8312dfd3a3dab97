package io.meanstream.batch.run;

import io.meanstream.catalog.dataset.Dataset;
import java.io.PrintStream;

/** Prints the progress of one dataset for people who watch. */
public final class ProgressPrinter {

  private final Dataset dataset;
  private final PrintStream out;

  public ProgressPrinter(Dataset dataset, PrintStream out) {
    this.dataset = dataset;
    this.out = out;
  }

  public void print(String sentence) {
    out.printf("%s: %s%n", dataset.name(), sentence);
  }

  /** A number with its noun, which forms its plural with an s. */
  public static String plural(long number, String noun) {
    return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }
}
