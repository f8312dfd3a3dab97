package io.meanstream.launch.show;

import java.time.Duration;
import java.util.Locale;

/** Formats progress: rows done, total, rate and remaining time. */
public final class Throughput {

  private final long start = System.nanoTime();

  /** The progress since this object was created. A total of 0 means unknown. */
  public String of(long done, long total) {
    double seconds = (System.nanoTime() - start) / 1e9;
    if (total <= 0) {
      return since(seconds, done);
    }
    double rate = rate(seconds, done);
    return of(done, total, rate, done == 0 ? 0 : (total - done) / rate);
  }

  /** The progress at a given rate, without the remaining time if that is zero. */
  public static String of(long done, long total, double rate, double secondsLeft) {
    String line = String.format(Locale.ROOT, "%,d of %,d rows, %,.0f/s", done, total, rate);
    return secondsLeft <= 0 ? line : line + ", " + time(secondsLeft) + " left";
  }

  /** A number of bytes as text. */
  public static String ofBytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  /** The number of rows and their rate, without a total. */
  public static String since(double seconds, long done) {
    return String.format(Locale.ROOT, "%,d rows, %,.0f/s", done, rate(seconds, done));
  }

  private static double rate(double seconds, long done) {
    return done / Math.max(1e-3, seconds);
  }

  private static String time(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
