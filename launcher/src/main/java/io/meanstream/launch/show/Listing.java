package io.meanstream.launch.show;

/** A listing of one dataset in each format. */
public interface Listing {

  /**
   * Prints lines for people, even if there is nothing to list.
   *
   * @param heading runs before the first line of a table
   */
  void table(String dataset, Runnable heading);

  /** Prints CSV with a header. */
  void csv(String dataset);

  /** Adds the pages to a document. There is at least one. */
  void json(String dataset, JsonPages document);
}
