package io.meanstream.service.paging;

import java.util.List;
import java.util.function.Function;

/**
 * The documents of a page, cut from what was found for it.
 *
 * @param shown those on the page, in order
 * @param more whether there is a next page
 */
public record Slice<D>(List<D> shown, boolean more) {

  /** What was found, which is one more than the limit where there is a next page. */
  public static <D> Slice<D> of(List<D> found, int limit) {
    boolean more = found.size() > limit;
    return new Slice<>(more ? found.subList(0, limit) : found, more);
  }

  /** The page's items. */
  public <I> List<I> items(Function<D, I> view) {
    return shown.stream().map(view).toList();
  }

  /**
   * The cursor of the next page, as {@link Page#next()} has it.
   *
   * @param token of a document, which the next page comes after
   */
  public String next(Function<D, String> token) {
    return more ? token.apply(shown.get(shown.size() - 1)) : null;
  }
}
