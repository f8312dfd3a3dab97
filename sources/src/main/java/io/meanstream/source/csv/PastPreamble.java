package io.meanstream.source.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Skips the first lines of a text, but keeps their line ends so that line numbers match the file,
 * and drops leading byte order marks: tools that join files leave several.
 */
final class PastPreamble extends FilterReader {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private int linesLeft;
  private boolean lineStarts = true;
  private boolean afterReturn;
  private boolean over;

  PastPreamble(Reader in, int lines) {
    super(in);
    this.linesLeft = lines;
  }

  @Override
  public int read(char[] buffer, int offset, int count) throws IOException {
    int read = in.read(buffer, offset, count);
    while (!over && read > 0) {
      int kept = pass(buffer, offset, read);
      if (kept > 0) {
        return kept;
      }
      read = in.read(buffer, offset, count);
    }
    return read;
  }

  private int pass(char[] buffer, int offset, int read) {
    int to = offset;
    for (int at = offset; at < offset + read; at++) {
      char c = buffer[at];
      boolean isLineEnd = c == '\n' || c == '\r';
      if (c == '\n' && afterReturn) {
        buffer[to++] = c;
      } else if (linesLeft > 0 && isLineEnd) {
        buffer[to++] = c;
        linesLeft--;
        lineStarts = true;
      } else if (linesLeft == 0 && !(lineStarts && c == BYTE_ORDER_MARK)) {
        over = true;
        int rest = offset + read - at;
        System.arraycopy(buffer, at, buffer, to, rest);
        return to + rest - offset;
      } else {
        lineStarts &= c == BYTE_ORDER_MARK;
      }
      afterReturn = c == '\r';
    }
    return to - offset;
  }
}
