package io.meanstream.batch.rows;

/** Something that only the user can put right, told in a line that says what and where. */
public abstract sealed class UserMistake extends RuntimeException
    permits InvalidExpressionException, ChangedIdentityException {

  private static final long serialVersionUID = 1L;

  UserMistake(String message) {
    super(message);
  }
}
