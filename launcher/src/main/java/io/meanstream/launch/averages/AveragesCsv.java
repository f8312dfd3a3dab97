package io.meanstream.launch.averages;

import java.io.PrintStream;
import java.util.function.Consumer;

/** The service's own pages of CSV as one table: the header of the first, the lines of all. */
public final class AveragesCsv implements Consumer<String> {

  private final PrintStream out;
  private boolean begun;

  public AveragesCsv(PrintStream out) {
    this.out = out;
  }

  @Override
  public void accept(String page) {
    page.lines().skip(begun ? 1 : 0).forEach(out::println);
    begun = true;
  }
}
