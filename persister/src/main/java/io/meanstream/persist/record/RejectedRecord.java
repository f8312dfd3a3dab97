package io.meanstream.persist.record;

/** A record that becomes a reject. */
public record RejectedRecord(long offset, Origin origin, RejectReason reason)
    implements DecodedRecord {}
