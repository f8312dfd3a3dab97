package io.meanstream.batch.run;

/** Another run of the dataset is under way. */
public final class LeaseHeldException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseHeldException(String dataset, String owner) {
    super("%s: another run is under way (%s)".formatted(dataset, owner));
  }
}
