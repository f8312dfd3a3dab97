package io.meanstream.batch.run;

/** The run has ended because its lease has: what it had left to do falls to the next run. */
public final class LostLeaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LostLeaseException(Run run) {
    super(
        "%s: run %d has lost its lease; the next run does what it had left to do"
            .formatted(run.dataset(), run.number()));
  }
}
