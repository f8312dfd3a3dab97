package io.meanstream.persist.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import java.util.Set;

/**
 * Classifies the errors of the store. No other code decides this.
 *
 * <p>An error belongs to a single document only if the server reports it for that document with one
 * of the codes below. Every other error, known or not, pauses the partition and is retried: a
 * record may wait forever, but it is never skipped by mistake.
 */
public enum StoreFault {
  /** A document with this {@code _id} already exists. */
  EXISTING,
  /** The document cannot be stored as it is. */
  REFUSED,
  /** No primary, a lost connection, a timeout, a missing permission: retry later. */
  RETRYABLE;

  private static final int DUPLICATE_KEY = 11000;

  /**
   * BadValue, TypeMismatch, Overflow (nested too deep), InvalidLength, InvalidBSON, the four of bad
   * field names, DocumentValidationFailure, BSONObjectTooLarge, KeyTooLong, and the two older codes
   * of a document that an update makes too large.
   */
  private static final Set<Integer> OF_A_DOCUMENT =
      Set.of(2, 14, 15, 16, 22, 52, 55, 56, 57, 121, 10334, 17280, 17419, 17420);

  /** Classifies a write error of a document. */
  public static StoreFault of(WriteError error) {
    if (error.getCode() == DUPLICATE_KEY) {
      return isOfId(error.getMessage()) ? EXISTING : REFUSED;
    }
    return OF_A_DOCUMENT.contains(error.getCode()) ? REFUSED : RETRYABLE;
  }

  /** Whether a write failed only because the document already exists. */
  public static boolean isExisting(Throwable failure) {
    return failure instanceof MongoWriteException write && of(write.getError()) == EXISTING;
  }

  /** Whether every error of a bulk belongs to a document, so all others were written. */
  public static boolean isOfDocuments(MongoBulkWriteException bulk) {
    return bulk.getWriteConcernError() == null
        && bulk.getWriteErrors().stream().noneMatch(error -> of(error) == RETRYABLE);
  }

  /** Another unique index besides {@code _id} refuses the document for good. */
  private static boolean isOfId(String message) {
    return !message.contains(" index: ") || message.contains(" index: _id_");
  }
}
