package io.meanstream.catalog.record;

/** Bytes that are no record of the dataset. */
public final class MalformedRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  /** A record with something wrong in a field, or as a whole where that is empty. */
  public MalformedRecordException(String field, String rule, String message) {
    super(message);
    this.field = field;
    this.rule = rule;
  }

  /** The field that is wrong; empty where the whole is. */
  public String field() {
    return field;
  }

  /**
   * What it breaks: {@code malformed}, {@code type}, {@code required}, {@code min}, {@code max}.
   */
  public String rule() {
    return rule;
  }
}
