package io.meanstream.persist.record;

/** A record turned out to be none of those that belong on its topic. */
public final class RecordRejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient RejectReason refusal;

  RecordRejectedException(RejectReason refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  public RejectReason refusal() {
    return refusal;
  }
}
