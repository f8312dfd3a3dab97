package io.meanstream.source.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.meanstream.source.RawRow;
import io.meanstream.source.RowFault;
import java.util.Optional;

/** One row of a CSV file: its fields, which lines they take, and its flaw. */
public final class CsvRow extends RawRow {

  private static final int MAX_FIELDS = 1 << 16;

  private final CsvDialect dialect;
  private final int maxRecord;
  private long line;
  private Flaw flaw;
  private int flawed;
  private int leftOutLines;

  CsvRow(CsvDialect dialect, int maxRecord) {
    this.dialect = dialect;
    this.maxRecord = maxRecord;
  }

  @Override
  public long line() {
    return line;
  }

  /** How many lines of the file a field takes. */
  public long lines(int field) {
    char[] text = text();
    int last = end(field) - 1;
    boolean endsWithLine = last >= start(field) && (text[last] == '\n' || text[last] == '\r');
    return Math.max(1, lineEnds(field) + (endsWithLine ? 0 : 1));
  }

  private long lineEnds(int field) {
    char[] text = text();
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

  @Override
  public Optional<RowFault> fault() {
    return flaw == null
        ? Optional.empty()
        : Optional.of(new RowFault(flawed, flaw == Flaw.TOO_LARGE ? "size" : "quotes", flawText()));
  }

  /** The flaw that makes the row unusable regardless of its fields' types; empty if it has none. */
  public Optional<Flaw> flaw() {
    return Optional.ofNullable(flaw);
  }

  /** The field that has the flaw. */
  public int flawedField() {
    return flawed;
  }

  /** The flaw in words, and which lines its field takes if there are several. */
  public String flawText() {
    String what =
        switch (flaw) {
          case TOO_LARGE -> "larger than the limit for a field or a record";
          case TEXT_AFTER_QUOTE -> "text after a closing quote";
          case UNCLOSED_QUOTE -> "the file ends inside quotes";
        };
    return flawed >= size() || lines(flawed) == 1 ? what : what + "; " + linesText(flawed);
  }

  /** Which lines of the file a field takes, in words. */
  public String linesText(int field) {
    long first = lineOf(field);
    return "the field spans %d lines, %d to %d"
        .formatted(lines(field), first, first + lines(field) - 1);
  }

  /** The row written as CSV again. */
  @Override
  public String raw(int limit) {
    return RawText.of(this, dialect, limit);
  }

  private void beginAt(long startingLine) {
    begin(0);
    line = startingLine;
    flaw = null;
    flawed = 0;
    leftOutLines = 0;
  }

  private void take(char[] buffer, int offset, int count) {
    int kept = count;
    if (count > 0 && Flaw.mayBeMark(buffer[offset + count - 1])) {
      Optional<Flaw> mark = Flaw.markedBy(buffer[offset + count - 1]);
      if (mark.isPresent()) {
        spoil(mark.get());
        kept--;
      }
    }
    if (length() + kept > maxRecord) {
      spoil(Flaw.TOO_LARGE);
      kept = Math.min(kept, maxRecord - length());
    }
    if (size() == MAX_FIELDS) {
      spoil(Flaw.TOO_LARGE);
    } else {
      add(buffer, offset, kept);
    }
  }

  private void spoil(Flaw by) {
    if (flaw == null) {
      flaw = by;
      flawed = size();
    }
  }

  /** Receives FastCSV's callbacks and counts the lines that the guard dropped. */
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
      row.beginAt(startingLine + leftOutLines);
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int count, boolean quoted) {
      if (count > 0 && buffer[offset + count - 1] == Flaw.TOO_LARGE.mark()) {
        row.leftOutLines = guard.takeLeftOutLines();
        leftOutLines += row.leftOutLines;
      }
      row.setQuoted(index, quoted);
      row.take(buffer, offset, count);
    }

    @Override
    protected CsvRow buildRecord() {
      return row;
    }
  }
}
