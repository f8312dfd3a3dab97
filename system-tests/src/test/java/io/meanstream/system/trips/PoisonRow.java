package io.meanstream.system.trips;

/** A record that cannot become a trip, and the rule of the reject that it becomes. */
public record PoisonRow(byte[] key, byte[] value, String rule) implements SourceRow {}
