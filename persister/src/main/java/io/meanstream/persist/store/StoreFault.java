package io.meanstream.persist.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import java.util.Set;

/**
 * Tells which fault of the store is which; nothing else decides this.
 *
 * <p>A fault belongs to a single document only where a server says so of that document with one of
 * the codes below. Everything else, known or not, holds the stream and is tried again: a record may
 * wait for ever, but it is never skipped by mistake.
 */
public enum StoreFault {
  /** A document with this {@code _id} is there. */
  EXISTING,
  /** The document can never be stored as it is. */
  REFUSED,
  /** No primary, a lost connection, a timeout, a missing right: the same again later. */
  HOLDS;

  private static final int DUPLICATE_KEY = 11000;

  /**
   * BadValue, TypeMismatch, Overflow (nested too deep), InvalidLength, InvalidBSON, the four of bad
   * field names, DocumentValidationFailure, BSONObjectTooLarge, KeyTooLong, and the two older codes
   * of a document that an update makes too large.
   */
  private static final Set<Integer> OF_A_DOCUMENT =
      Set.of(2, 14, 15, 16, 22, 52, 55, 56, 57, 121, 10334, 17280, 17419, 17420);

  /** What a write error means for its document. */
  public static StoreFault of(WriteError error) {
    if (error.getCode() == DUPLICATE_KEY) {
      return isOfId(error.getMessage()) ? EXISTING : REFUSED;
    }
    return OF_A_DOCUMENT.contains(error.getCode()) ? REFUSED : HOLDS;
  }

  /** Whether a write failed only because the document is there already. */
  public static boolean isExisting(Throwable failure) {
    return failure instanceof MongoWriteException write && of(write.getError()) == EXISTING;
  }

  /** Whether each error of a bulk belongs to a document, so that all others were written. */
  public static boolean isOfDocuments(MongoBulkWriteException bulk) {
    return bulk.getWriteConcernError() == null
        && bulk.getWriteErrors().stream().noneMatch(error -> of(error) == HOLDS);
  }

  /** A unique index that somebody made besides {@code _id} refuses for good. */
  private static boolean isOfId(String message) {
    return !message.contains(" index: ") || message.contains(" index: _id_");
  }
}
