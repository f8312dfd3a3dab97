package io.meanstream.launch.show;

/** What a command shows of a dataset. */
public interface Listing {

  /**
   * As lines for people, also where there is nothing.
   *
   * @param heading is run before the first line of a table
   */
  void table(String dataset, Runnable heading);

  /** As CSV with a header. */
  void csv(String dataset);

  /** As pages of a document, of which there is always one. */
  void json(String dataset, JsonPages document);
}
