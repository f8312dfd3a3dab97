package io.meanstream.source;

/**
 * Why a record cannot be used, whatever its fields mean.
 *
 * @param column the column that is wrong, or {@link #NONE} where it is the record as a whole
 * @param rule which rule it breaks, as rejects name it
 * @param message what is wrong, in words
 */
public record RowFault(int column, String rule, String message) {

  /** The column of a fault of the whole record. */
  public static final int NONE = Integer.MAX_VALUE;
}
