package io.meanstream.source;

/** Observes the reading of a source and can stop it. */
@FunctionalInterface
public interface Watch<E extends Exception> {

  /**
   * Returns if reading should continue.
   *
   * @param bytes how many of the source's bytes have been taken so far
   */
  void atRow(long bytes) throws E;
}
