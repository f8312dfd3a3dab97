package io.meanstream.source.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The fields of one row as characters, seen until the next row is read.
 *
 * <p>One instance takes every row of a file, since an object for each field would double the cost
 * of reading: parsers look at {@link #text} between {@link #start} and {@link #end}.
 */
public final class CsvRow {

  private static final int MAX_FIELDS = 1 << 16;
  private static final int USUAL_LENGTH = 512;
  private static final int USUAL_FIELDS = 32;

  private final CsvDialect dialect;
  private final int maxRecord;
  private char[] text = new char[USUAL_LENGTH];
  private int[] ends = new int[USUAL_FIELDS];
  private final BitSet quoted = new BitSet(USUAL_FIELDS);
  private int size;
  private int length;
  private long line;
  private Flaw flaw;
  private int flawed;
  private int leftOutLines;

  CsvRow(CsvDialect dialect, int maxRecord) {
    this.dialect = dialect;
    this.maxRecord = maxRecord;
  }

  /** The line of the file at which the row starts, counted from 1. */
  public long line() {
    return line;
  }

  /** The number of fields. */
  public int size() {
    return size;
  }

  /** The characters of all fields; to be looked at only. */
  public char[] text() {
    return text;
  }

  /** Where a field starts in {@link #text}. */
  public int start(int field) {
    return field == 0 ? 0 : ends[field - 1];
  }

  /** Where a field ends in {@link #text}, exclusive. */
  public int end(int field) {
    return ends[field];
  }

  /** Whether the file has a field in quotes. */
  public boolean isQuoted(int field) {
    return quoted.get(field);
  }

  /** The first field from this one on that the file has in quotes, or -1. */
  public int nextQuoted(int field) {
    return quoted.nextSetBit(field);
  }

  /** Whether there is nothing but spaces, of whatever kind, in the fields from this one on. */
  public boolean isBlankFrom(int field) {
    for (int at = start(field); at < length; at++) {
      if (!Character.isWhitespace(text[at]) && !Character.isSpaceChar(text[at])) {
        return false;
      }
    }
    return true;
  }

  /** On how many lines of the file a field stands. */
  public long lines(int field) {
    int last = end(field) - 1;
    boolean endsWithLine = last >= start(field) && (text[last] == '\n' || text[last] == '\r');
    return Math.max(1, lineEnds(field) + (endsWithLine ? 0 : 1));
  }

  private long lineEnds(int field) {
    int end = end(field);
    long ends = field == flawed && flaw == Flaw.TOO_LARGE ? leftOutLines : 0;
    for (int at = start(field); at < end; at++) {
      boolean isPair = text[at] == '\r' && at + 1 < end && text[at + 1] == '\n';
      ends += (text[at] == '\n' || text[at] == '\r') && !isPair ? 1 : 0;
    }
    return ends;
  }

  /** The line of the file at which a field starts, counted from 1. */
  public long lineOf(int field) {
    long at = line;
    for (int before = nextQuoted(0);
        before >= 0 && before < field;
        before = nextQuoted(before + 1)) {
      at += lineEnds(before);
    }
    return at;
  }

  /** A field's characters as they stand in the file, without its quotes. */
  public String field(int field) {
    return new String(text, start(field), end(field) - start(field));
  }

  /** What makes the row unusable, whatever its fields mean. */
  public Optional<Flaw> flaw() {
    return Optional.ofNullable(flaw);
  }

  /** The field that has the flaw. */
  public int flawedField() {
    return flawed;
  }

  /** What the flaw is, in words, and which lines its field takes where these are several. */
  public String flawText() {
    String what =
        switch (flaw) {
          case TOO_LARGE -> "larger than a field or a record may be";
          case TEXT_AFTER_QUOTE -> "text after a closing quote";
          case UNCLOSED_QUOTE -> "the file ends inside quotes";
        };
    return flawed >= size || lines(flawed) == 1 ? what : what + "; " + linesText(flawed);
  }

  /** Which lines of the file a field takes, in words. */
  public String linesText(int field) {
    long first = lineOf(field);
    return "the field takes %d lines, from line %d to line %d"
        .formatted(lines(field), first, first + lines(field) - 1);
  }

  /** The row as CSV again, cut to a number of characters. */
  public String raw(int limit) {
    return RawText.of(this, dialect, limit);
  }

  private void begin(long startingLine) {
    line = startingLine;
    size = 0;
    length = 0;
    quoted.clear();
    flaw = null;
    flawed = 0;
    leftOutLines = 0;
  }

  private void add(char[] buffer, int offset, int count) {
    int kept = count;
    if (count > 0 && Flaw.mayBeMark(buffer[offset + count - 1])) {
      Optional<Flaw> mark = Flaw.markedBy(buffer[offset + count - 1]);
      if (mark.isPresent()) {
        spoil(mark.get());
        kept--;
      }
    }
    if (length + kept > maxRecord) {
      spoil(Flaw.TOO_LARGE);
      kept = Math.min(kept, maxRecord - length);
    }
    append(buffer, offset, kept);
  }

  private void append(char[] buffer, int offset, int count) {
    if (length + count > text.length) {
      text = Arrays.copyOf(text, Math.max(length + count, text.length * 2));
    }
    System.arraycopy(buffer, offset, text, length, count);
    length += count;
    if (size == MAX_FIELDS) {
      spoil(Flaw.TOO_LARGE);
      return;
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    ends[size++] = length;
  }

  private void spoil(Flaw by) {
    if (flaw == null) {
      flaw = by;
      flawed = size;
    }
  }

  /** What FastCSV calls while it reads; lines that the guard left out are counted here. */
  static final class Filler extends AbstractBaseCsvCallbackHandler<CsvRow> {

    private final CsvRow row;
    private final FieldGuard guard;
    private long leftOutLines;

    Filler(CsvRow row, FieldGuard guard) {
      this.row = row;
      this.guard = guard;
    }

    @Override
    protected void handleBegin(long startingLine) {
      row.begin(startingLine + leftOutLines);
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int count, boolean quoted) {
      if (count > 0 && buffer[offset + count - 1] == Flaw.TOO_LARGE.mark()) {
        row.leftOutLines = guard.takeLeftOutLines();
        leftOutLines += row.leftOutLines;
      }
      row.quoted.set(index, quoted);
      row.add(buffer, offset, count);
    }

    @Override
    protected CsvRow buildRecord() {
      return row;
    }
  }
}
