package io.meanstream.persist.record;

/** A record that ends as a reject. */
public record Refused(long offset, Origin origin, Refusal refusal) implements Entry {}
