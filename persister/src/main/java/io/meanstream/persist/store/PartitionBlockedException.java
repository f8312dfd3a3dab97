package io.meanstream.persist.store;

import io.meanstream.catalog.dataset.Dataset;

/** A partition cannot continue until a person acts; the message says how. */
public final class PartitionBlockedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PartitionBlockedException(String message) {
    super(message);
  }

  static PartitionBlockedException of(Dataset dataset, boolean redefined) {
    String why =
        redefined
            ? "the key, time field or zone of %s changed".formatted(dataset.name())
            : "topic %s was recreated".formatted(dataset.topic());
    return new PartitionBlockedException(
        "%s while rows are stored: drop %s and the positions of topic %s, or undo the change"
            .formatted(why, dataset.rowsCollection(), dataset.topic()));
  }
}
