package io.meanstream.launch.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.show.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON over HTTP with one service; safe for use by several threads. */
final class Api {

  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;

  Api(URI base) {
    this.base = base;
  }

  /**
   * Gets the document at a path; encodes the parameters.
   *
   * @throws ApiException unless the response is a success
   */
  JsonNode get(String path, Map<String, String> parameters) {
    return json(request(path + query(parameters)).GET());
  }

  /**
   * Streams a response body to the output.
   *
   * @throws ApiException unless the response is a success and complete
   */
  void copy(String path, Map<String, String> parameters, PrintStream out) {
    HttpResponse<InputStream> response =
        send(request(path + query(parameters)).GET(), BodyHandlers.ofInputStream(), Api::text);
    try (InputStream body = response.body()) {
      body.transferTo(out);
    } catch (IOException e) {
      throw new ApiException(
          "the response from %s ended early and is incomplete: %s".formatted(base, reason(e)), e);
    }
  }

  /**
   * Posts a document with a token and returns the response.
   *
   * @throws ApiException unless the response is a success
   */
  JsonNode post(String path, JsonNode body, String token) {
    return json(
        request(path)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER);
  }

  private JsonNode json(HttpRequest.Builder request) {
    String body = send(request).body();
    try {
      return Json.parse(body);
    } catch (JsonProcessingException e) {
      throw new ApiException("no JSON from %s: %s".formatted(base, body), e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString(), body -> body);
  }

  /**
   * Sends a request.
   *
   * @param text reads a body that says what is wrong
   */
  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, BodyHandler<T> handler, BodyText<T> text) {
    try {
      HttpResponse<T> response = CLIENT.send(request.build(), handler);
      if (response.statusCode() / 100 != 2) {
        throw new ApiException(response.statusCode(), detailOf(response, text.of(response.body())));
      }
      return response;
    } catch (IOException e) {
      throw new ApiException("no response from %s: %s".formatted(base, reason(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException("interrupted while waiting for " + base, e);
    }
  }

  private interface BodyText<T> {
    String of(T body) throws IOException;
  }

  private static String text(InputStream body) throws IOException {
    try (body) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String detailOf(HttpResponse<?> response, String body) {
    String status = "%s answers %d".formatted(response.uri(), response.statusCode());
    try {
      JsonNode problem = Json.parse(body);
      return problem.path("detail").asText(problem.path("title").asText(status));
    } catch (JsonProcessingException e) {
      // no problem document: report the status
      return status;
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
