package io.meanstream.service.paging;

import java.util.List;
import java.util.function.Function;

/**
 * The documents of one page.
 *
 * @param shown the documents on the page, in order
 * @param more whether there is a next page
 */
public record Slice<D>(List<D> shown, boolean more) {

  /**
   * Cuts a page from the documents found.
   *
   * @param found one more than the limit if there is a next page
   */
  public static <D> Slice<D> of(List<D> found, int limit) {
    boolean more = found.size() > limit;
    return new Slice<>(more ? found.subList(0, limit) : found, more);
  }

  /** The items that the documents are shown as. */
  public <I> List<I> items(Function<D, I> view) {
    return shown.stream().map(view).toList();
  }

  /**
   * The cursor of the next page, for {@link Page#next()}.
   *
   * @param token returns the cursor of the page after a document
   */
  public String next(Function<D, String> token) {
    return more ? token.apply(shown.get(shown.size() - 1)) : null;
  }
}
