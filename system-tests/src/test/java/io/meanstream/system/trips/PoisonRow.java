package io.meanstream.system.trips;

/** A record that cannot become a trip, and the rule of its expected reject. */
public record PoisonRow(byte[] key, byte[] value, String rule) implements SourceRow {}
