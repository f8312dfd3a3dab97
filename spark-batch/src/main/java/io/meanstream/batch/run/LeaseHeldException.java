package io.meanstream.batch.run;

/** Another run of the dataset is in progress. */
public final class LeaseHeldException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseHeldException(String dataset, String owner) {
    super(
        "%s: another run is in progress (%s); try again when it has ended"
            .formatted(dataset, owner));
  }
}
