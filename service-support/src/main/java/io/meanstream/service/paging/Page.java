package io.meanstream.service.paging;

/** A part of a list, and where the list goes on. */
public interface Page {

  /** The cursor of the next page; null on the last one. */
  String next();
}
