package io.meanstream.batch.rows;

import io.meanstream.catalog.Dataset;
import java.util.Optional;

/** The definition gives the stored rows another meaning than they were stored with. */
public final class ChangedIdentityException extends UserMistake {

  private static final long serialVersionUID = 1L;

  private ChangedIdentityException(Dataset dataset) {
    super(
        "%s.yaml: key, time or zone are not those that the stored rows were stored by"
            .formatted(dataset.name()));
  }

  /**
   * @param stored the hash of the key, time and zone that rows are stored by, if any are
   */
  public static void throwIfChanged(Dataset dataset, Optional<String> stored) {
    if (stored.filter(hash -> !hash.equals(dataset.identityHash())).isPresent()) {
      throw new ChangedIdentityException(dataset);
    }
  }
}
