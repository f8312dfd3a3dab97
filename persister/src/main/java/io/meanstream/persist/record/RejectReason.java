package io.meanstream.persist.record;

/**
 * Why a record is rejected.
 *
 * @param field the invalid field; empty if the record as a whole is invalid
 * @param rule the rule that it violates; rejects are counted by rule
 * @param message one sentence for users, truncated to {@value #LONGEST} characters
 */
public record RejectReason(String field, String rule, String message) {

  private static final int LONGEST = 500;

  public RejectReason {
    message = Clip.to(LONGEST, message);
  }

  static RejectReason headers(String message) {
    return new RejectReason("", "headers", message);
  }

  static RejectReason key(String message) {
    return new RejectReason("", "no_key", message);
  }

  static RejectReason malformed(String message) {
    return new RejectReason("", "malformed", message);
  }

  /** The store refused the document. */
  public static RejectReason byStore(String message) {
    return new RejectReason("", "store", message);
  }
}
