package io.meanstream.service.paging;

/** A page of a list. */
public interface Page {

  /** The cursor of the next page; null on the last page. */
  String next();
}
