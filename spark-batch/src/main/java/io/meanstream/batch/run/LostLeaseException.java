package io.meanstream.batch.run;

/** The run has stopped because it lost its lease. The next run does the remaining work. */
public final class LostLeaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LostLeaseException(Run run) {
    super(
        "%s: run %d has lost its lease; the next run will do the remaining work"
            .formatted(run.dataset(), run.number()));
  }
}
