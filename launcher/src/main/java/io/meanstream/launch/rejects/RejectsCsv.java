package io.meanstream.launch.rejects;

import java.io.PrintStream;
import java.util.function.Consumer;

/** The service's own pages of CSV as one table: the header of the first, the rows of all. */
final class RejectsCsv implements Consumer<String> {

  private static final String END = "\r\n";

  private final PrintStream out;
  private String header = "";

  RejectsCsv(PrintStream out) {
    this.out = out;
  }

  /** All pages of a query have the same header, whatever line ends its cells may hold. */
  @Override
  public void accept(String page) {
    if (header.isEmpty()) {
      out.print(page);
      header = headerOf(page);
    } else {
      out.print(page.substring(header.length()));
    }
  }

  /** Up to the line end that no quotes enclose. */
  private static String headerOf(String page) {
    int end = page.indexOf(END);
    while (page.substring(0, end).chars().filter(c -> c == '"').count() % 2 == 1) {
      end = page.indexOf(END, end + 1);
    }
    return page.substring(0, end + END.length());
  }
}
