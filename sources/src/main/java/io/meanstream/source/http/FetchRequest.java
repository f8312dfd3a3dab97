package io.meanstream.source.http;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A GET request.
 *
 * @param headers by name, sent wherever redirects lead
 * @param credentials headers by name that only the origin of {@code uri} receives
 * @param timeout until the body is read, redirects included
 */
public record FetchRequest(
    URI uri, Map<String, String> headers, Map<String, String> credentials, Duration timeout) {

  public FetchRequest {
    headers = Map.copyOf(headers);
    credentials = Map.copyOf(credentials);
  }

  /** A request without headers. */
  public static FetchRequest of(URI uri, Duration timeout) {
    return new FetchRequest(uri, Map.of(), Map.of(), timeout);
  }

  /** The same with one more header. */
  public FetchRequest with(String header, String value) {
    return new FetchRequest(uri, plus(headers, header, value), credentials, timeout);
  }

  /** The same with a header that only the origin of {@code uri} receives. */
  public FetchRequest withCredential(String header, String value) {
    return new FetchRequest(uri, headers, plus(credentials, header, value), timeout);
  }

  private static Map<String, String> plus(Map<String, String> map, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }

  /** Without the credentials' values. */
  @Override
  public String toString() {
    return "GET " + uri;
  }
}
