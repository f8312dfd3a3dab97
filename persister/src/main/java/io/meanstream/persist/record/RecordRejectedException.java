package io.meanstream.persist.record;

/** A record is invalid and becomes a reject. */
public final class RecordRejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient RejectReason reason;

  RecordRejectedException(RejectReason reason) {
    super(reason.message(), null, false, false);
    this.reason = reason;
  }

  public RejectReason reason() {
    return reason;
  }
}
