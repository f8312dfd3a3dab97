package io.meanstream.source.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Fetches over HTTP/1.1. Follows up to ten redirects, each only to where requests may go, and
 * connects to exactly the addresses that were checked. Credentials stay with the first origin.
 * Every request has its own connection. Thread-safe; blocks.
 */
public final class HttpFetcher {

  private static final int MAX_REDIRECTS = 10;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final AllowedOrigins allowed;
  private final Duration idle;
  private final SSLSocketFactory tls;

  /**
   * Creates a fetcher.
   *
   * @param allowed where requests may go
   * @param idle how long to wait for a connection, and for more bytes
   */
  public HttpFetcher(AllowedOrigins allowed, Duration idle) {
    this(allowed, idle, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  HttpFetcher(AllowedOrigins allowed, Duration idle, SSLSocketFactory tls) {
    this.allowed = allowed;
    this.idle = idle;
    this.tls = tls;
  }

  /**
   * Sends a request; the caller closes the response, whatever its status is.
   *
   * @throws RefusedException if the address or a redirect leads to where requests may not go
   * @throws IOException if there is no response; a retry may get one
   */
  public FetchResponse get(FetchRequest request) throws IOException {
    long end = System.nanoTime() + request.timeout().toNanos();
    Origin first = Origin.of(request.uri());
    URI uri = request.uri();
    boolean trusted = true;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      Origin origin = Origin.of(uri);
      // once another origin decides where to go, it could also choose what the credentials are for
      trusted &= origin.equals(first);
      FetchResponse response = send(uri, origin, request, trusted, end);
      if (!REDIRECTS.contains(response.status()) || response.header("Location").isEmpty()) {
        return response;
      }
      response.close();
      uri = target(uri, response.header("Location").orElseThrow());
    }
    throw new RefusedException(
        "%s: more than %d redirects".formatted(request.uri(), MAX_REDIRECTS));
  }

  private FetchResponse send(
      URI uri, Origin origin, FetchRequest request, boolean trusted, long end) throws IOException {
    Connection connection = connect(origin, end);
    try {
      ClassicHttpResponse response = connection.send(message(uri, origin, request, trusted));
      return new FetchResponse(uri, response, connection);
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private Connection connect(Origin origin, long end) throws IOException {
    IOException last = null;
    for (InetAddress address : allowed.addresses(origin)) {
      Connection connection = new Connection(idle, Duration.ofNanos(end - System.nanoTime()));
      try {
        connection.open(origin, address, tls);
        return connection;
      } catch (IOException e) {
        connection.close();
        last = e;
      }
    }
    throw new IOException("%s: %s".formatted(origin, last.getMessage()), last);
  }

  private static ClassicHttpRequest message(
      URI uri, Origin origin, FetchRequest request, boolean trusted) {
    ClassicRequestBuilder message =
        ClassicRequestBuilder.get(uri)
            .setHeader("Host", origin.hostHeader())
            .setHeader("User-Agent", "Meanstream")
            .setHeader("Accept", "*/*")
            .setHeader("Accept-Encoding", "identity")
            .setHeader("Connection", "close");
    request.headers().forEach(message::setHeader);
    if (trusted) {
      request.credentials().forEach(message::setHeader);
    }
    return message.build();
  }

  private static URI target(URI uri, String location) throws RefusedException {
    try {
      return References.resolve(uri, location);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          "%s redirects to \"%s\", which is not a valid address".formatted(uri, location));
    }
  }
}
