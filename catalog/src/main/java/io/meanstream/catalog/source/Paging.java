package io.meanstream.catalog.source;

/** How a feed's responses lead to the next page. */
public sealed interface Paging {

  /** The address is always the same; each response has everything. */
  record Polling() implements Paging {}

  /**
   * A query parameter counts pages; the first page without records marks the end.
   *
   * @param first the number of the first page
   */
  record ByNumber(String parameter, long first) implements Paging {}

  /**
   * A response contains a text that a query parameter sends to get the next page; the last one has
   * none.
   *
   * @param pointer where the text is, a JSON Pointer
   */
  record ByCursor(String parameter, String pointer) implements Paging {}

  /** A response has the address of the next page in its {@code Link} header (RFC 8288). */
  record ByLink() implements Paging {}
}
