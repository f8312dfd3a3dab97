package io.meanstream.launch.show;

import java.util.List;
import java.util.stream.Collectors;

/** Writes CSV by RFC 4180. */
public final class Csv {

  private Csv() {}

  /** One line, without its end. */
  public static String line(List<String> cells) {
    return cells.stream().map(Csv::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
