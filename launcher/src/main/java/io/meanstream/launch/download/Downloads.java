package io.meanstream.launch.download;

import io.meanstream.cluster.pipeline.Pause;
import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import io.meanstream.launch.show.Throughput;
import io.meanstream.source.http.FetchRequest;
import io.meanstream.source.http.FetchResponse;
import io.meanstream.source.http.HttpFetcher;
import io.meanstream.source.http.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads files into a folder. If a connection ends, the part that has arrived is kept, and
 * continued if the server still has the same version.
 */
public final class Downloads {

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_MODIFIED = 304;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int SERVER_ERROR = 500;
  private static final Set<Integer> BUSY = Set.of(408, 425, 429);

  private static final int TRIES = 6;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration TIMEOUT = Duration.ofHours(24);
  private static final int BUFFER = 1 << 16;

  /** Progress is shown for every MiB. */
  private static final int SHOWN = 20;

  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(?:\\d+|\\*)");

  private final HttpFetcher fetcher;
  private final Path folder;
  private final long maximum;
  private final Console console;
  private final Pause pause;
  private final Clock clock = Clock.systemUTC();

  /**
   * Creates it.
   *
   * @param folder for all downloads, each in its own subfolder
   * @param maximum size of a file, in bytes
   */
  public Downloads(HttpFetcher fetcher, Path folder, long maximum, Console console, Pause pause) {
    this.fetcher = fetcher;
    this.folder = folder;
    this.maximum = maximum;
    this.console = console;
    this.pause = pause;
  }

  /** The server asked to come back later. */
  private static final class BusyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> wait;

    BusyException(int status, Optional<Duration> wait) {
      super("the server responded with " + status);
      this.wait = wait;
    }
  }

  /**
   * Downloads a file, unless the server's version is already there.
   *
   * @param sha256 the expected hash, in hex
   * @return the file; its name tells how to read it
   * @throws Mistake if it may not be fetched, does not exist or is too large
   * @throws Failure if the server does not send it, or sends something else
   */
  public Path fetch(RemoteFile file, Optional<String> sha256) {
    Stage stage = console.stage("download");
    try (DownloadFolder kept = DownloadFolder.open(folder, file.uri())) {
      Path complete = untilComplete(file, kept, stage);
      Optional<String> mismatch = kept.checksums().and(sha256).mismatch(complete);
      if (mismatch.isPresent()) {
        kept.discard();
        Files.delete(complete);
        throw new Failure("%s: %s; the download was deleted".formatted(file, mismatch.get()));
      }
      stage.done("%s, %s".formatted(complete.getFileName(), size(complete)));
      return complete;
    } catch (IOException e) {
      stage.abandon();
      throw new UncheckedIOException("cannot keep " + file, e);
    } catch (Mistake | Failure e) {
      stage.abandon();
      throw e;
    }
  }

  private Path untilComplete(RemoteFile file, DownloadFolder kept, Stage stage) throws IOException {
    Duration wait = FIRST_WAIT;
    for (int tries = 1; ; tries++) {
      long before = kept.arrived();
      try {
        return once(file, kept, stage);
      } catch (RefusedException e) {
        throw new Mistake(file + ": " + e.getMessage());
      } catch (IOException e) {
        if (kept.arrived() > before) {
          tries = 1;
          wait = FIRST_WAIT;
        }
        Duration next = asked(e).orElse(wait);
        if (tries == TRIES || next.compareTo(LONGEST_WAIT) > 0) {
          throw new Failure(
              "%s: %s; %s arrived; repeat the command to continue"
                  .formatted(file, e.getMessage(), Throughput.ofBytes(kept.resumable())),
              e);
        }
        stage.update("%s; retrying in %d s".formatted(e.getMessage(), next.toSeconds()));
        pause.pause(next);
        wait = wait.multipliedBy(2);
      }
    }
  }

  private static Optional<Duration> asked(IOException e) {
    return e instanceof BusyException busy ? busy.wait : Optional.empty();
  }

  private Path once(RemoteFile file, DownloadFolder kept, Stage stage) throws IOException {
    try (FetchResponse response = fetcher.get(request(file, kept))) {
      int status = response.status();
      if (status == NOT_MODIFIED && kept.complete().isPresent()) {
        return kept.complete().get();
      }
      if (status == OK) {
        kept.restart(response, FileName.of(response, file));
      } else if (status == RANGE_NOT_SATISFIABLE || status == PARTIAL && !follows(response, kept)) {
        kept.discard();
        throw new IOException("the server cannot resume the partial download; starting over");
      } else if (BUSY.contains(status) || status >= SERVER_ERROR) {
        throw new BusyException(status, response.retryAfter(clock.instant()));
      } else if (status != PARTIAL) {
        throw new Mistake(
            "%s: the server responded with %d%s".formatted(file, status, hint(file, status)));
      }
      receive(file, response, kept, stage);
      return kept.finish();
    }
  }

  private static FetchRequest request(RemoteFile file, DownloadFolder kept) throws IOException {
    FetchRequest request = file.request(TIMEOUT);
    if (kept.resumable() > 0) {
      return request
          .with("Range", "bytes=%d-".formatted(kept.resumable()))
          .with("If-Range", kept.validator().orElseThrow());
    }
    if (kept.complete().isPresent() && kept.validator().isPresent()) {
      String validator = kept.validator().get();
      return request.with(
          validator.startsWith("\"") ? "If-None-Match" : "If-Modified-Since", validator);
    }
    return request;
  }

  private static boolean follows(FetchResponse response, DownloadFolder kept) throws IOException {
    Matcher range = RANGE.matcher(response.header("Content-Range").orElse(""));
    return range.matches() && Long.parseLong(range.group(1)) == kept.resumable();
  }

  private static String hint(RemoteFile file, int status) {
    if (file.authorization().isEmpty() || status != 401 && status != 403) {
      return "";
    }
    return ": check KAGGLE_USERNAME and KAGGLE_KEY, and accept the dataset's terms on its page";
  }

  private void receive(RemoteFile file, FetchResponse response, DownloadFolder kept, Stage stage)
      throws IOException {
    long before = kept.arrived();
    OptionalLong rest = response.length();
    if (rest.isPresent() && rest.getAsLong() > kept.free()) {
      throw new Mistake(
          "%s: another %s must be downloaded, but only %s is free in %s"
              .formatted(
                  file,
                  Throughput.ofBytes(rest.getAsLong()),
                  Throughput.ofBytes(kept.free()),
                  folder));
    }
    String total = rest.isPresent() ? " of " + Throughput.ofBytes(before + rest.getAsLong()) : "";
    try (InputStream in = response.body(maximum - before);
        OutputStream out = kept.append()) {
      byte[] buffer = new byte[BUFFER];
      long arrived = before;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        arrived += count;
        if (arrived >> SHOWN != arrived - count >> SHOWN) {
          stage.update(Throughput.ofBytes(arrived) + total);
        }
      }
    }
  }

  private static String size(Path file) throws IOException {
    return Throughput.ofBytes(Files.size(file));
  }
}
