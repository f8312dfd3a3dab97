package io.meanstream.launch.download;

import io.meanstream.launch.Mistake;
import io.meanstream.source.http.FetchRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A remote file: an address, or a file or a whole dataset on Kaggle.
 *
 * @param shown what the user wrote, for messages
 * @param authorization the value of that header, sent only to the host of {@code uri}
 * @param name of the file, if neither the server nor the address gives one
 */
public record RemoteFile(String shown, URI uri, Optional<String> authorization, String name) {

  private static final Pattern REMOTE = Pattern.compile("(?:https?|kaggle):.*");
  private static final Pattern KAGGLE = Pattern.compile("kaggle:([\\w-]+)/([\\w-]+)(?:/(.+))?");
  private static final String KAGGLE_API = "https://www.kaggle.com";

  /** Whether a parameter names a remote file rather than a path. */
  public static boolean isOne(String text) {
    return REMOTE.matcher(text).matches();
  }

  /**
   * Parses an address or {@code kaggle:owner/dataset[/file]}.
   *
   * @param environment with KAGGLE_USERNAME and KAGGLE_KEY, and KAGGLE_API_ENDPOINT for another
   *     server with Kaggle's protocol
   * @throws Mistake if it is malformed, or Kaggle's variables are not set
   */
  public static RemoteFile of(String text, Map<String, String> environment) {
    return text.startsWith("kaggle:") ? kaggle(text, environment) : address(text);
  }

  /** The request for the file. */
  FetchRequest request(Duration timeout) {
    FetchRequest request = FetchRequest.of(uri, timeout);
    return authorization
        .map(value -> request.withCredential("Authorization", value))
        .orElse(request);
  }

  private static RemoteFile address(String text) {
    try {
      return new RemoteFile(text, new URI(text), Optional.empty(), "download");
    } catch (URISyntaxException e) {
      throw new Mistake("%s is not an address: %s".formatted(text, e.getReason()));
    }
  }

  private static RemoteFile kaggle(String text, Map<String, String> environment) {
    Matcher parts = KAGGLE.matcher(text);
    if (!parts.matches()) {
      throw new Mistake(
          "%s: write kaggle:owner/dataset or kaggle:owner/dataset/file.csv".formatted(text));
    }
    Optional<String> file = Optional.ofNullable(parts.group(3));
    String path =
        "/api/v1/datasets/download/%s/%s%s"
            .formatted(
                parts.group(1), parts.group(2), file.map(it -> "/" + encoded(it)).orElse(""));
    String credentials =
        variable(environment, "KAGGLE_USERNAME") + ":" + variable(environment, "KAGGLE_KEY");
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return new RemoteFile(
        text,
        URI.create(environment.getOrDefault("KAGGLE_API_ENDPOINT", KAGGLE_API) + path),
        Optional.of(basic),
        file.orElse(parts.group(2) + ".zip"));
  }

  private static String variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () ->
                new Mistake(
                    name
                        + " is not set: create an API token on https://www.kaggle.com/settings,"
                        + " and set KAGGLE_USERNAME and KAGGLE_KEY"));
  }

  private static String encoded(String file) {
    return URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without the authorization. */
  @Override
  public String toString() {
    return shown;
  }
}
