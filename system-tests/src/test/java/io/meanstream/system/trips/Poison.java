package io.meanstream.system.trips;

/** A record that nobody can make a trip of, and the rule of the reject that it becomes. */
public record Poison(byte[] key, byte[] value, String rule) implements Line {}
