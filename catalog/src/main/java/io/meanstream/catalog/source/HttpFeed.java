package io.meanstream.catalog.source;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * An HTTP API from which a dataset's records are fetched.
 *
 * @param url of the first page
 * @param token the credential for the API, if it needs one
 * @param every the time between two fetches; empty without such a schedule
 * @param cron when to fetch, in the notation of schedules; empty without such a schedule
 * @param pause the minimum time between two requests
 * @param timeout of a request, up to its last byte
 * @param maxBytes the maximum size of a page
 * @param maxPages the maximum number of pages per fetch; the next fetch continues after them
 * @param resume whether a fetch starts with the last page of the previous one instead of the first
 *     page
 */
public record HttpFeed(
    URI url,
    Paging paging,
    Optional<Token> token,
    Optional<Duration> every,
    Optional<String> cron,
    Duration pause,
    Duration timeout,
    long maxBytes,
    int maxPages,
    boolean resume)
    implements Feed {

  /**
   * A secret and where to send it.
   *
   * @param env the environment variable with the secret
   * @param header the header that carries it
   * @param prefix of the header's value, such as {@code "Bearer "}; may be empty
   */
  public record Token(String env, String header, String prefix) {}
}
