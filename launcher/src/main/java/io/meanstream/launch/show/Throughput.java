package io.meanstream.launch.show;

import java.time.Duration;
import java.util.Locale;

/** Rows done, of how many, how fast, and how long the rest will take at this rate. */
public final class Throughput {

  private final long start = System.nanoTime();

  /** Since this was made; for a total that is not known yet, give 0. */
  public String of(long done, long total) {
    double seconds = (System.nanoTime() - start) / 1e9;
    if (total <= 0) {
      return since(seconds, done);
    }
    double rate = rate(seconds, done);
    return of(done, total, rate, done == 0 ? 0 : (total - done) / rate);
  }

  /** At this rate; nothing is said of a rest that takes no time. */
  public static String of(long done, long total, double rate, double secondsLeft) {
    String line = String.format(Locale.ROOT, "%,d of %,d rows, %,.0f/s", done, total, rate);
    return secondsLeft <= 0 ? line : line + ", " + time(secondsLeft) + " left";
  }

  /** A number of bytes, in words. */
  public static String ofBytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  /** Of rows that are all done. */
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
