package io.meanstream.batch;

import io.meanstream.catalog.Dataset;

/** The definition gives the stored rows another meaning than they were stored with. */
final class ChangedIdentityException extends UserMistake {

  private static final long serialVersionUID = 1L;

  private ChangedIdentityException(Dataset dataset) {
    super(
        "%s.yaml: key, time or zone are not those that the stored rows were stored by"
            .formatted(dataset.name()));
  }

  static void throwIfChanged(Dataset dataset, Run run) {
    if (run.identity().filter(stored -> !stored.equals(dataset.identityHash())).isPresent()) {
      throw new ChangedIdentityException(dataset);
    }
  }
}
