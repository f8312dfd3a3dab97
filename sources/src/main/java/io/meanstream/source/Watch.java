package io.meanstream.source;

/** Somebody who looks on while a source is read, and may not want the rest any more. */
@FunctionalInterface
public interface Watch<E extends Exception> {

  /**
   * Returns if reading is to go on.
   *
   * @param bytes how many of the source's bytes were taken from it
   */
  void atRow(long bytes) throws E;
}
