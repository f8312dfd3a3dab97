package io.meanstream.stats.http;

import java.util.List;

/** How items become rows of CSV. */
public interface CsvColumns<T> {

  /** The names of the columns. */
  List<String> header();

  /** The item's row: a cell for each column, null where it has no value. */
  List<String> cells(T item);
}
