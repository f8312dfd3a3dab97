package io.meanstream.launch.download;

import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.source.http.FetchResponse;
import io.meanstream.source.http.HttpFetcher;
import io.meanstream.source.http.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The first lines of a remote file, or the whole file if its format cannot be cut after a line. */
public final class RemoteSample {

  /** How much of a file with lines is fetched. */
  static final int LINES_BYTES = 8 << 20;

  private static final long WHOLE_BYTES = 256 << 20;
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final Pattern LINES = Pattern.compile("(?i).*\\.(csv|tsv|txt|ndjson|jsonl)");

  private RemoteSample() {}

  /**
   * Fetches a sample into a folder.
   *
   * @return a file with the remote one's name
   * @throws Mistake if it may not be fetched, does not exist, or is too large
   * @throws Failure if the server does not send it
   */
  public static Path fetch(HttpFetcher fetcher, RemoteFile file, Path folder) {
    try (FetchResponse response = fetcher.get(file.request(TIMEOUT))) {
      if (response.status() != 200) {
        throw new Mistake("%s: the server responded with %d".formatted(file, response.status()));
      }
      Path sample = folder.resolve(FileName.of(response, file));
      if (LINES.matcher(sample.toString()).matches()) {
        try (InputStream in = response.body(Long.MAX_VALUE)) {
          return Files.write(sample, wholeLines(in.readNBytes(LINES_BYTES)));
        }
      }
      try (InputStream in = response.body(WHOLE_BYTES)) {
        Files.copy(in, sample);
        return sample;
      }
    } catch (RefusedException e) {
      throw new Mistake(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new Failure("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static byte[] wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (bytes.length == LINES_BYTES && end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end == 0 ? bytes : Arrays.copyOf(bytes, end);
  }
}
