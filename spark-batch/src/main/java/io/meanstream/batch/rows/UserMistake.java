package io.meanstream.batch.rows;

import io.meanstream.catalog.dataset.Dataset;
import java.util.List;
import java.util.Optional;

/** A mistake that only the user can fix. The message says where it is and what is wrong. */
public final class UserMistake extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private UserMistake(String message) {
    super(message);
  }

  /**
   * Measures or exclusions that are not valid expressions over one row.
   *
   * @param problems one line each: {@code rides.yaml: measures.duration.expression: …}
   */
  static UserMistake inExpressions(List<String> problems) {
    return new UserMistake(String.join(System.lineSeparator(), problems));
  }

  /**
   * Refuses a definition whose key, time or zone differs from that of the stored rows.
   *
   * @param stored the hash of the key, time and zone of the stored rows, if there are any
   * @throws UserMistake if they differ
   */
  public static void throwIfIdentityChanged(Dataset dataset, Optional<String> stored) {
    if (stored.filter(hash -> !hash.equals(dataset.identityHash())).isPresent()) {
      throw new UserMistake(
          ("%s.yaml: key, time or zone differs from that of the stored rows; undo the"
                  + " change, or use another dataset name")
              .formatted(dataset.name()));
    }
  }
}
