package io.meanstream.persist.record;

/**
 * Why a record is not stored.
 *
 * @param field the field that is wrong; empty where the whole is
 * @param rule the rule that it breaks, as rejects are counted by
 * @param message one sentence for people, at most {@value #LONGEST} characters
 */
public record RejectReason(String field, String rule, String message) {

  private static final int LONGEST = 500;

  public RejectReason {
    message = Clip.to(LONGEST, message);
  }

  static RejectReason headers(String message) {
    return new RejectReason("", "headers", message);
  }

  static RejectReason malformed(String message) {
    return new RejectReason("", "malformed", message);
  }

  /** What the store itself would not take. */
  public static RejectReason byStore(String message) {
    return new RejectReason("", "store", message);
  }
}
