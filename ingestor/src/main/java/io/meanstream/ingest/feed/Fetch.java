package io.meanstream.ingest.feed;

import io.meanstream.ingest.run.ShutdownException;

/**
 * One fetch of a feed, page by page. Each page lands together with the feed's position before the
 * next one is requested, so an interrupted fetch continues after the last page that landed.
 */
interface Fetch {

  /**
   * Fetches pages until there are no more.
   *
   * @throws FeedException if a page cannot be fetched; earlier pages have landed
   */
  void run() throws FeedException, ShutdownException;
}
