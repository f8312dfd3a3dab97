package io.meanstream.catalog.record;

/** The bytes are not a valid record of the dataset. */
public final class MalformedRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  /** Creates it for a wrong field; an empty field means the whole record. */
  public MalformedRecordException(String field, String rule, String message) {
    super(message);
    this.field = field;
    this.rule = rule;
  }

  /** The wrong field; empty if the whole record is wrong. */
  public String field() {
    return field;
  }

  /**
   * The rule that it breaks: {@code malformed}, {@code type}, {@code required}, {@code min}, {@code
   * max}.
   */
  public String rule() {
    return rule;
  }
}
