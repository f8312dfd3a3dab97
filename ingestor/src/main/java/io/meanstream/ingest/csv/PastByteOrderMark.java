package io.meanstream.ingest.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** The characters of a text without the byte order mark that it may begin with. */
final class PastByteOrderMark extends FilterReader {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private boolean begun;

  PastByteOrderMark(Reader in) {
    super(in);
  }

  @Override
  public int read(char[] buffer, int offset, int count) throws IOException {
    int read = in.read(buffer, offset, count);
    if (!begun && read > 0) {
      begun = true;
      if (buffer[offset] == BYTE_ORDER_MARK) {
        System.arraycopy(buffer, offset + 1, buffer, offset, read - 1);
        return read > 1 ? read - 1 : read(buffer, offset, count);
      }
    }
    return read;
  }
}
