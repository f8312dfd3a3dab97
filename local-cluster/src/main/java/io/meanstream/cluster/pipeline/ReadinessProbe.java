package io.meanstream.cluster.pipeline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service whether it is ready. Thread-safe. */
public final class ReadinessProbe {

  /** A service that takes longer to respond is stuck. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final HttpRequest request;

  /** A probe of the service at this address. */
  public ReadinessProbe(URI base) {
    this.request = HttpRequest.newBuilder(base.resolve("/q/health/ready")).timeout(TIMEOUT).build();
  }

  /** Whether the service is ready at this moment; false also if it does not respond. */
  public boolean isReady() {
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      // not listening yet, shutting down, or stuck: all of these mean not ready
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
