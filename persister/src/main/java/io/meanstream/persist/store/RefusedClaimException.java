package io.meanstream.persist.store;

import io.meanstream.catalog.Dataset;

/** Rows are stored that those on the topic must not be mixed with. */
public final class RefusedClaimException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private RefusedClaimException(String message) {
    super(message);
  }

  static RefusedClaimException of(Dataset dataset, boolean redefined) {
    String why =
        redefined
            ? "key, time field or zone of %s were changed".formatted(dataset.name())
            : "topic %s was made anew".formatted(dataset.topic());
    return new RefusedClaimException(
        "%s while rows are stored: drop %s and the positions of topic %s, or undo the change"
            .formatted(why, dataset.rowsCollection(), dataset.topic()));
  }
}
