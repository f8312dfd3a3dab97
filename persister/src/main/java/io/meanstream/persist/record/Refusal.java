package io.meanstream.persist.record;

/**
 * Why a record is not stored.
 *
 * @param field the field that is wrong; empty where the whole is
 * @param rule the rule that it breaks, as rejects are counted by
 * @param message one sentence for people, at most {@value #LONGEST} characters
 */
public record Refusal(String field, String rule, String message) {

  private static final int LONGEST = 500;

  public Refusal {
    message = Clip.to(LONGEST, message);
  }

  static Refusal headers(String message) {
    return new Refusal("", "headers", message);
  }

  static Refusal malformed(String message) {
    return new Refusal("", "malformed", message);
  }

  /** What the store itself would not take. */
  public static Refusal byStore(String message) {
    return new Refusal("", "store", message);
  }
}
