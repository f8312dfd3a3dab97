package io.meanstream.source.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;

/** A connection to one address for one request, which is dropped when its time is over. */
final class Connection implements Closeable {

  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(32 << 10).setMaxHeaderCount(200).build();

  /** Reads a connection. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  private final Socket socket = new Socket();
  private final DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(LIMITS);
  private final CompletableFuture<Void> timer = new CompletableFuture<>();
  private final Duration idle;

  private volatile boolean late;

  /**
   * Creates a connection.
   *
   * @param idle how long to wait for a connection, and for more bytes
   * @param timeout when to drop the connection, whatever it is doing
   */
  Connection(Duration idle, Duration timeout) {
    this.idle = idle;
    // ends the timer's thread as soon as nobody waits
    timer
        .orTimeout(Math.max(timeout.toMillis(), 1), TimeUnit.MILLISECONDS)
        .exceptionally(
            over -> {
              late = true;
              drop();
              return null;
            });
  }

  /** Connects to an address that was looked up and allowed before. */
  void open(Origin origin, InetAddress address, SSLSocketFactory tls) throws IOException {
    timed(
        () -> {
          int millis = Math.toIntExact(idle.toMillis());
          socket.connect(new InetSocketAddress(address, origin.port()), millis);
          socket.setSoTimeout(millis);
          if (origin.isEncrypted()) {
            http.bind(encrypted(origin, tls), socket);
          } else {
            http.bind(socket);
          }
          http.setSocketTimeout(Timeout.ofMilliseconds(millis));
          return null;
        });
  }

  private SSLSocket encrypted(Origin origin, SSLSocketFactory tls) throws IOException {
    SSLSocket encrypted =
        (SSLSocket) tls.createSocket(socket, origin.lookup(), origin.port(), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    // the certificate must be valid for the requested host name
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  /** Sends the request and reads the response up to its body. */
  ClassicHttpResponse send(ClassicHttpRequest request) throws IOException {
    return timed(
        () -> {
          try {
            return new HttpRequestExecutor().execute(request, http, HttpCoreContext.create());
          } catch (HttpException e) {
            throw new IOException("the response is not HTTP: " + e.getMessage(), e);
          }
        });
  }

  /** Runs an action; its failure says so if the time is over. */
  <T> T timed(Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (IOException e) {
      if (late) {
        InterruptedIOException over =
            new SocketTimeoutException("no complete response within the time limit");
        over.initCause(e);
        throw over;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    timer.complete(null);
    drop();
  }

  private void drop() {
    http.close(CloseMode.IMMEDIATE);
    Closer.closeQuietly(socket);
  }
}
