package io.meanstream.source.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads the lines of a stream as bytes, up to a maximum length; the rest of a longer line is
 * dropped.
 */
final class Lines {

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final int limit;
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int end;

  private byte[] line = new byte[CHUNK];
  private int length;
  private boolean cut;
  private long number;
  private long offset;

  Lines(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** Moves from the start of the stream to a line; returns false if the stream is shorter. */
  boolean moveTo(long lineOffset, long linesBefore) throws IOException {
    while (offset < lineOffset && fill()) {
      int passed = (int) Math.min(end - at, lineOffset - offset);
      at += passed;
      offset += passed;
    }
    number = linesBefore;
    return offset == lineOffset;
  }

  /** Reads the next line, without its line feed; returns false at the end. */
  boolean next() throws IOException {
    length = 0;
    cut = false;
    if (!fill()) {
      return false;
    }
    number++;
    boolean ended = false;
    while (!ended && fill()) {
      int feed = at;
      while (feed < end && chunk[feed] != '\n') {
        feed++;
      }
      take(feed - at);
      ended = feed < end;
      offset += feed - at + (ended ? 1 : 0);
      at = feed + (ended ? 1 : 0);
    }
    return true;
  }

  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(chunk, 0, CHUNK));
    }
    return at < end;
  }

  private void take(int count) {
    int kept = Math.min(count, limit - length);
    cut |= kept < count;
    if (length + kept > line.length) {
      line = Arrays.copyOf(line, Math.min(limit, Math.max(length + kept, line.length * 2)));
    }
    System.arraycopy(chunk, at, line, length, kept);
    length += kept;
  }

  /** Whether the line was longer than the limit. */
  boolean isCut() {
    return cut;
  }

  /** Whether the line is empty or all whitespace. */
  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return !cut;
  }

  /** Has the line from index 0 to {@link #length}. */
  byte[] buffer() {
    return line;
  }

  int length() {
    return length;
  }

  /** The number of the line, counted from 1. */
  long number() {
    return number;
  }

  /** The offset of the next line in the stream. */
  long offset() {
    return offset;
  }
}
