package io.meanstream.catalog.source;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * An HTTP API that a dataset's records are fetched from.
 *
 * @param url of the first page
 * @param token what the API is shown, if it asks
 * @param every the time between two fetches; empty without a schedule of this kind
 * @param cron when to fetch, as of a schedule; empty without a schedule of this kind
 * @param pause the least time between two requests
 * @param timeout of a request until its last byte
 * @param maxBytes of a page
 * @param maxPages of a fetch; the next one goes on behind them
 * @param resume whether a fetch begins with the last page of the one before, not with the first
 *     page
 */
public record Feed(
    URI url,
    Paging paging,
    Optional<Token> token,
    Optional<Duration> every,
    Optional<String> cron,
    Duration pause,
    Duration timeout,
    long maxBytes,
    int maxPages,
    boolean resume) {

  /**
   * A secret and where to send it.
   *
   * @param env the environment variable that holds it
   * @param header that takes it
   * @param prefix of the header's value, such as {@code "Bearer "}; may be empty
   */
  public record Token(String env, String header, String prefix) {}
}
