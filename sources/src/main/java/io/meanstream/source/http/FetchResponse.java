package io.meanstream.source.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** The response to a request, after all redirects. Closing it drops the connection. */
public final class FetchResponse implements Closeable {

  private final URI uri;
  private final ClassicHttpResponse response;
  private final Connection connection;

  FetchResponse(URI uri, ClassicHttpResponse response, Connection connection) {
    this.uri = uri;
    this.response = response;
    this.connection = connection;
  }

  /** The address of the response, after all redirects. */
  public URI uri() {
    return uri;
  }

  public int status() {
    return response.getCode();
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /** All values of a header that is a list, which may take several lines (RFC 9110, 5.3). */
  public Optional<String> list(String name) {
    String all =
        Stream.of(response.getHeaders(name))
            .map(Header::getValue)
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  /** How long the body will be, if the server says so. */
  public OptionalLong length() {
    long length = response.getEntity() == null ? 0 : response.getEntity().getContentLength();
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /**
   * The body's bytes as the server sends them; a connection that ends before it does is an {@link
   * IOException}.
   *
   * @param maximum how many bytes it may have
   * @throws RefusedException here or while reading, if it has more
   */
  public InputStream body(long maximum) throws IOException {
    if (length().isPresent() && length().getAsLong() > maximum) {
      throw new RefusedException(
          "%s: %,d bytes exceed the limit of %,d".formatted(uri, length().getAsLong(), maximum));
    }
    InputStream body =
        response.getEntity() == null
            ? InputStream.nullInputStream()
            : response.getEntity().getContent();
    return new LimitedStream(body, uri, maximum, connection);
  }

  /** How long the server asks to wait before the next request; empty if it does not. */
  public Optional<Duration> retryAfter(Instant now) {
    return header("Retry-After").flatMap(value -> RetryAfter.parse(value, now));
  }

  @Override
  public void close() {
    connection.close();
  }
}
