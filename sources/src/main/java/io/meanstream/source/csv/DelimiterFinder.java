package io.meanstream.source.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Detects a file's delimiter from its first rows: comma, semicolon or tab.
 *
 * <p>The winner is the one for which the most rows have as many fields as the header, at least two;
 * ties go to the one that gives the header the most names. If the header has none of them, there is
 * one column, and comma is as good as any.
 */
public final class DelimiterFinder {

  private static final char[] CANDIDATES = {',', ';', '\t'};
  private static final int ROWS = 100;

  private DelimiterFinder() {}

  /**
   * Detects the delimiter.
   *
   * @param head the first characters of a file
   * @param whole whether these are all; otherwise the last row may be cut, and is ignored
   */
  public static char find(String head, char quote, boolean whole) {
    char best = CANDIDATES[0];
    double bestAgreement = 0;
    int bestNames = 1;
    for (char candidate : CANDIDATES) {
      List<Integer> sizes = sizes(head, candidate, quote, whole);
      int names = sizes.isEmpty() ? 0 : sizes.get(0);
      double agreement = names < 2 ? 0 : agreement(sizes);
      if (agreement > bestAgreement || agreement == bestAgreement && names > bestNames) {
        best = candidate;
        bestAgreement = agreement;
        bestNames = names;
      }
    }
    return best;
  }

  private static double agreement(List<Integer> sizes) {
    long same = sizes.stream().filter(sizes.get(0)::equals).count();
    return (double) same / sizes.size();
  }

  /** How many fields each of the first rows has with this delimiter. */
  private static List<Integer> sizes(String head, char delimiter, char quote, boolean whole) {
    List<Integer> sizes = new ArrayList<>();
    int fields = 1;
    boolean quoted = false;
    boolean fieldStarts = true;
    int rowStart = 0;
    for (int at = 0; at < head.length() && sizes.size() < ROWS; at++) {
      char c = head.charAt(at);
      if (quoted) {
        quoted = c != quote;
      } else if (c == quote && (fieldStarts || head.charAt(at - 1) == quote)) {
        quoted = true;
      } else if (c == delimiter) {
        fields++;
      } else if (c == '\n' || c == '\r') {
        if (at > rowStart) {
          sizes.add(fields);
        }
        rowStart = at + 1;
        fields = 1;
      }
      fieldStarts = !quoted && (c == delimiter || c == '\n' || c == '\r');
    }
    boolean lastIsWhole = whole || sizes.isEmpty();
    if (lastIsWhole && sizes.size() < ROWS && rowStart < head.length()) {
      sizes.add(fields);
    }
    return sizes;
  }
}
