package io.meanstream.launch.command;

import io.meanstream.launch.Mistake;
import io.meanstream.source.http.AllowedOrigins;
import io.meanstream.source.http.HttpFetcher;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Where remote files may come from. */
final class OriginOption {

  private static final Duration IDLE = Duration.ofSeconds(60);

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      description = {
        "A further origin that files may be fetched from, such as http://mirror.internal:8000",
        "(default: only public addresses over https). May be repeated."
      })
  private List<String> origins = List.of();

  /**
   * A fetcher that may use these origins.
   *
   * @throws Mistake if one is malformed
   */
  HttpFetcher fetcher() {
    try {
      return new HttpFetcher(AllowedOrigins.alsoOf(origins), IDLE);
    } catch (IllegalArgumentException e) {
      throw new Mistake("--allow-origin: " + e.getMessage());
    }
  }
}
