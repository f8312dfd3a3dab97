package io.meanstream.source;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The fields of one record as characters, valid until the next record is read.
 *
 * <p>One instance is reused for every record of a source, since an object per field would double
 * the cost of reading: parsers look at {@link #text} between {@link #start} and {@link #end}. The
 * methods called per field are final, so that they cost the same for every format.
 */
public abstract class RawRow {

  /** The most characters that a field may have. */
  public static final int MAX_FIELD = 1 << 20;

  /** The most characters that all fields of a record may have together. */
  public static final int MAX_RECORD = 4 << 20;

  /**
   * Replaces each byte sequence that is invalid in the charset: a code point that Unicode reserves
   * for internal use ("noncharacters", Unicode 16.0, 23.7).
   */
  public static final char UNDECODABLE = '\uFDD3';

  private static final int USUAL_LENGTH = 512;
  private static final int USUAL_FIELDS = 32;

  private final BitSet quoted = new BitSet(USUAL_FIELDS);
  private char[] text = new char[USUAL_LENGTH];
  private int[] starts = new int[USUAL_FIELDS];
  private int[] ends = new int[USUAL_FIELDS];
  private int size;
  private int length;

  /** The line at which the record starts, or its number in files without lines. */
  public abstract long line();

  /**
   * The fault that makes the record unusable regardless of its fields' types; empty if it has none.
   */
  public abstract Optional<RowFault> fault();

  /** The record as text that is safe to display, cut to a number of characters. */
  public abstract String raw(int limit);

  /** The number of fields. */
  public final int size() {
    return size;
  }

  /** The characters of all fields; callers must not change them. */
  public final char[] text() {
    return text;
  }

  /** Where a field starts in {@link #text}. */
  public final int start(int field) {
    return starts[field];
  }

  /** Where a field ends in {@link #text}, exclusive. */
  public final int end(int field) {
    return ends[field];
  }

  /** Whether the field is quoted in the file. A quoted null marker is a value. */
  public final boolean isQuoted(int field) {
    return quoted.get(field);
  }

  /** The first quoted field from this one on, or -1. */
  public final int nextQuoted(int field) {
    return quoted.nextSetBit(field);
  }

  /** A field's characters. */
  public final String field(int field) {
    return new String(text, starts[field], ends[field] - starts[field]);
  }

  /** Whether the fields from this one on contain nothing but whitespace of any kind. */
  public final boolean isBlankFrom(int field) {
    for (int at = starts[field]; at < length; at++) {
      if (!Character.isWhitespace(text[at]) && !Character.isSpaceChar(text[at])) {
        return false;
      }
    }
    return true;
  }

  /** Starts a record with this many fields, all of them empty. */
  protected final void begin(int fields) {
    if (fields > ends.length) {
      starts = new int[fields];
      ends = new int[fields];
    } else {
      Arrays.fill(starts, 0, fields, 0);
      Arrays.fill(ends, 0, fields, 0);
    }
    quoted.clear();
    size = fields;
    length = 0;
  }

  /** The number of characters of all fields together. */
  protected final int length() {
    return length;
  }

  /** Appends a field to the record. */
  protected final void add(char[] buffer, int offset, int count) {
    if (size == ends.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    size++;
    set(size - 1, buffer, offset, count);
  }

  /** Sets a field's characters, once per field. */
  protected final void set(int field, char[] buffer, int offset, int count) {
    if (length + count > text.length) {
      text = Arrays.copyOf(text, Math.max(length + count, text.length * 2));
    }
    System.arraycopy(buffer, offset, text, length, count);
    starts[field] = length;
    length += count;
    ends[field] = length;
  }

  protected final void setQuoted(int field, boolean isQuoted) {
    quoted.set(field, isQuoted);
  }
}
