package io.meanstream.stats.http;

import java.util.List;

/** Converts items to CSV rows. */
public interface CsvColumns<T> {

  /** The names of the columns. */
  List<String> header();

  /** An item's cells, one per column; null if it has no value. */
  List<String> cells(T item);
}
