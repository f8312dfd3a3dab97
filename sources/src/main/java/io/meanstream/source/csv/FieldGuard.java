package io.meanstream.source.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Filters the characters on their way to the CSV parser, so that no field exceeds a limit and no
 * quote is misused: either would make the parser give up on the whole file.
 *
 * <p>A field that is too long is cut, text between a closing quote and the next delimiter is
 * dropped, and a missing last quote is added; such a field then ends with the mark of its {@link
 * Flaw}.
 *
 * <p>Every character of every file passes through here, hence the one long loop over the buffer,
 * and a shortcut for stretches in which nothing can happen.
 */
final class FieldGuard extends Reader {

  /** The state before the next character. */
  private enum Place {
    START,
    PLAIN,
    QUOTED,
    /** In a line that is skipped. */
    COMMENT,
    /** After a quote inside quotes: the field's end, or the first of a doubled quote. */
    QUOTE,
    /** In the dropped part of a field without quotes, or after its closing quote. */
    DROPPED,
    /** After a mark inside quotes; the closing quote is yet to be written. */
    MARKED_QUOTED,
    DROPPED_QUOTED,
    /** Like QUOTE, in the dropped part of a field. */
    DROPPED_QUOTE
  }

  /** Used where lines are never comments: a code point that no text contains (U+FFFF). */
  private static final char NO_COMMENT = '\uFFFF';

  private final Reader in;
  private final char delimiter;
  private final char quote;
  private final int limit;
  private final char comment;
  private final Queue<Integer> leftOutLines = new ArrayDeque<>();

  private Place place = Place.START;
  private boolean recordStarts = true;
  private int length;
  private int lines;
  private boolean afterReturn;
  private boolean ended;

  FieldGuard(Reader in, CsvDialect dialect, int limit, Optional<Character> comment) {
    this.in = in;
    this.delimiter = dialect.delimiter();
    this.quote = dialect.quote();
    this.limit = limit;
    this.comment = comment.orElse(NO_COMMENT);
  }

  /** The number of line ends dropped from the next field that is {@link Flaw#TOO_LARGE}. */
  int takeLeftOutLines() {
    Integer next = leftOutLines.poll();
    return next == null ? 0 : next;
  }

  @Override
  public int read(char[] buffer, int offset, int count) throws IOException {
    while (!ended) {
      // a quote at the end of the last stretch was held back, and may now need a mark before it
      int held = place == Place.QUOTE ? 1 : 0;
      int from = offset + held;
      int read = in.read(buffer, from, count - held);
      if (read < 0) {
        ended = true;
        return end(buffer, offset);
      }
      int kept = pass(buffer, offset, from, from + read);
      if (kept > 0) {
        return kept;
      }
    }
    return -1;
  }

  private int end(char[] buffer, int offset) {
    int to = offset;
    if (place == Place.QUOTE) {
      buffer[to++] = quote;
    } else if (place == Place.QUOTED) {
      buffer[to++] = Flaw.UNCLOSED_QUOTE.mark();
      buffer[to++] = quote;
    } else if (place == Place.MARKED_QUOTED) {
      buffer[to++] = quote;
    }
    endField();
    return to == offset ? -1 : to - offset;
  }

  private int pass(char[] buffer, int offset, int from, int end) {
    if (offset == from && nothingHappens(buffer, from, end)) {
      return end - from;
    }
    int to = offset;
    for (int at = from; at < end; at++) {
      char c = buffer[at];
      switch (place) {
        case START -> {
          length = 0;
          if (recordStarts && c == comment) {
            place = Place.COMMENT;
            continue;
          }
          recordStarts &= isLineEnd(c);
          if (c == quote) {
            place = Place.QUOTED;
          } else if (isFieldEnd(c)) {
            recordStarts = isLineEnd(c);
          } else {
            place = Place.PLAIN;
            length = 1;
          }
          buffer[to++] = c;
        }
        case COMMENT -> {
          if (isLineEnd(c)) {
            place = Place.START;
            buffer[to++] = c;
          }
        }
        case PLAIN -> {
          if (isFieldEnd(c)) {
            place = Place.START;
            recordStarts = isLineEnd(c);
            buffer[to++] = c;
          } else if (length++ < limit) {
            buffer[to++] = c;
          } else {
            buffer[to++] = Flaw.TOO_LARGE.mark();
            place = Place.DROPPED;
          }
        }
        case QUOTED -> {
          if (c == quote) {
            place = Place.QUOTE;
          } else if (length++ < limit) {
            buffer[to++] = c;
          } else {
            buffer[to++] = Flaw.TOO_LARGE.mark();
            countLine(c);
            place = Place.MARKED_QUOTED;
          }
        }
        case QUOTE -> {
          if (c == quote && length++ < limit) {
            buffer[to++] = quote;
            buffer[to++] = quote;
            place = Place.QUOTED;
          } else if (c == quote) {
            buffer[to++] = Flaw.TOO_LARGE.mark();
            buffer[to++] = quote;
            place = Place.DROPPED_QUOTED;
          } else if (isFieldEnd(c)) {
            buffer[to++] = quote;
            buffer[to++] = c;
            place = Place.START;
            recordStarts = isLineEnd(c);
          } else {
            buffer[to++] = Flaw.TEXT_AFTER_QUOTE.mark();
            buffer[to++] = quote;
            place = Place.DROPPED;
          }
        }
        case DROPPED -> {
          if (isFieldEnd(c)) {
            endField();
            recordStarts = isLineEnd(c);
            buffer[to++] = c;
          }
        }
        case MARKED_QUOTED -> {
          buffer[to++] = quote;
          countLine(c);
          place = c == quote ? Place.DROPPED_QUOTE : Place.DROPPED_QUOTED;
        }
        case DROPPED_QUOTED -> {
          countLine(c);
          if (c == quote) {
            place = Place.DROPPED_QUOTE;
          }
        }
        case DROPPED_QUOTE -> {
          if (isFieldEnd(c)) {
            endField();
            recordStarts = isLineEnd(c);
            buffer[to++] = c;
          } else {
            place = c == quote ? Place.DROPPED_QUOTED : Place.DROPPED;
          }
        }
      }
    }
    return to - offset;
  }

  /**
   * Whether the stretch has no quote, no comment sign, and too little to fill a field; if so, it is
   * passed through.
   */
  private boolean nothingHappens(char[] buffer, int from, int end) {
    if (place != Place.START && place != Place.PLAIN || length + (end - from) > limit) {
      return false;
    }
    for (int at = from; at < end; at++) {
      if (buffer[at] == quote || buffer[at] == comment) {
        return false;
      }
    }
    int last = end - 1;
    while (last >= from && !isFieldEnd(buffer[last])) {
      last--;
    }
    if (last >= from) {
      length = 0;
      recordStarts = isLineEnd(buffer[last]);
    } else if (place == Place.START) {
      length = 0;
    }
    length += end - 1 - last;
    place = last == end - 1 ? Place.START : Place.PLAIN;
    return true;
  }

  private void endField() {
    boolean cut = place != Place.START && place != Place.PLAIN && length > limit;
    if (cut) {
      leftOutLines.add(lines);
    }
    lines = 0;
    afterReturn = false;
    place = Place.START;
  }

  private void countLine(char c) {
    if (c == '\r' || c == '\n' && !afterReturn) {
      lines++;
    }
    afterReturn = c == '\r';
  }

  private boolean isFieldEnd(char c) {
    return c == delimiter || isLineEnd(c);
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
