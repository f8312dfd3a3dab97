package io.meanstream.catalog.source;

/** How a feed's answers lead to the next one. */
public sealed interface Paging {

  /** The address is the same each time; an answer holds all that there is. */
  record Polling() implements Paging {}

  /**
   * A query parameter counts pages; the first page without records is behind the last one.
   *
   * @param first the number of the first page
   */
  record ByNumber(String parameter, long first) implements Paging {}

  /**
   * An answer holds a text that a query parameter takes to the next page, or none on the last page.
   *
   * @param pointer where the text is, a JSON Pointer
   */
  record ByCursor(String parameter, String pointer) implements Paging {}

  /** An answer has the address of the next page in its {@code Link} header (RFC 8288). */
  record ByLink() implements Paging {}
}
