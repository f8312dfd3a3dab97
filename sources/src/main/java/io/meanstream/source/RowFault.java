package io.meanstream.source;

/**
 * Why a record cannot be used, regardless of its fields' types.
 *
 * @param column the faulty column, or {@link #NONE} for the record as a whole
 * @param rule the rule it breaks, as in rejects
 * @param message what is wrong, in words
 */
public record RowFault(int column, String rule, String message) {

  /** The column of a fault that concerns the whole record. */
  public static final int NONE = Integer.MAX_VALUE;
}
