package io.meanstream.ingest.feed;

import io.meanstream.ingest.run.ShutdownException;
import io.meanstream.ingest.run.ShutdownSignal;
import io.meanstream.ingest.state.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jboss.logging.Logger;

/**
 * Decides when a feed may send its next request. A server's request to wait is kept in a file, so
 * that it also holds after a restart. For one thread at a time.
 */
final class Pace {

  private static final Logger LOG = Logger.getLogger(Pace.class);

  private final Path file;
  private final Clock clock;
  private long lastNanos = System.nanoTime();
  private Instant notBefore;

  Pace(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.notBefore = read(file);
  }

  private static Instant read(Path file) {
    try {
      return Files.exists(file) ? Instant.parse(Files.readString(file)) : Instant.EPOCH;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (DateTimeParseException e) {
      LOG.warnf("%s does not contain a time and is ignored", file);
      return Instant.EPOCH;
    }
  }

  /**
   * Waits until a request may be sent: the pause is over, and so is the time the server asked for.
   */
  void await(Duration pause, ShutdownSignal shutdown) throws ShutdownException {
    Duration sinceLast = Duration.ofNanos(System.nanoTime() - lastNanos);
    Duration asked = Duration.between(clock.instant(), notBefore);
    Duration own = pause.minus(sinceLast);
    Duration wait = asked.compareTo(own) > 0 ? asked : own;
    if (wait.isNegative() || wait.isZero()) {
      shutdown.check();
    } else {
      // milliseconds are the unit of waiting: round up, never down
      shutdown.pause(wait.plusMillis(1));
    }
  }

  /**
   * Begins the pause. Called when the server has responded: by then it has received the request, so
   * it never sees two requests closer together, however long one was on its way.
   */
  void begin() {
    lastNanos = System.nanoTime();
  }

  /** Allows no request until this much time has passed. */
  void notBefore(Duration fromNow) {
    notBefore = clock.instant().plus(fromNow);
    try {
      Files.createDirectories(file.getParent());
      DurableFiles.replace(file, notBefore.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** The time until which the server asked to wait; in the past if it did not. */
  Instant notBefore() {
    return notBefore;
  }
}
