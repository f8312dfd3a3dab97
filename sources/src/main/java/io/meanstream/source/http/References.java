package io.meanstream.source.http;

import java.net.URI;

/** Resolves references as RFC 3986 does; Java drops the last part of the path before a query. */
public final class References {

  private References() {}

  /**
   * The address that a reference on a page means.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static URI resolve(URI page, String reference) {
    return page.resolve(reference.startsWith("?") ? page.getRawPath() + reference : reference);
  }
}
