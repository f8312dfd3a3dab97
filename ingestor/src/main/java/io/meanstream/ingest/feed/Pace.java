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
 * When a feed may send its next request. What a server asks to wait is kept in a file, so that a
 * restart does not hurry. For one thread at a time.
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
      LOG.warnf("%s holds no time and is ignored", file);
      return Instant.EPOCH;
    }
  }

  /** Waits until a request may be sent, and takes it as sent. */
  void await(Duration pause, ShutdownSignal shutdown) throws ShutdownException {
    Duration sinceLast = Duration.ofNanos(System.nanoTime() - lastNanos);
    Duration asked = Duration.between(clock.instant(), notBefore);
    Duration own = pause.minus(sinceLast);
    Duration wait = asked.compareTo(own) > 0 ? asked : own;
    if (wait.isNegative() || wait.isZero()) {
      shutdown.check();
    } else {
      // a millisecond is the unit of waiting: never a fraction too early
      shutdown.pause(wait.plusMillis(1));
    }
    lastNanos = System.nanoTime();
  }

  /** No request may be sent until this time is over. */
  void notBefore(Duration fromNow) {
    notBefore = clock.instant().plus(fromNow);
    try {
      Files.createDirectories(file.getParent());
      DurableFiles.replace(file, notBefore.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Until when the server asked to wait; in the past if it did not. */
  Instant notBefore() {
    return notBefore;
  }
}
