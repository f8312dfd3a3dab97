package io.meanstream.launch.show;

import java.time.Duration;
import java.util.Locale;

/** Rows done, of how many, how fast, and how long the rest will take at this rate. */
public final class Pace {

  private final long start = System.nanoTime();

  /** Since this was made; for a total that is not known yet, give 0. */
  public String of(long done, long total) {
    double seconds = (System.nanoTime() - start) / 1e9;
    if (total <= 0) {
      return since(seconds, done);
    }
    double rate = rate(seconds, done);
    String line = String.format(Locale.ROOT, "%,d of %,d rows, %,.0f/s", done, total, rate);
    return done == 0 || done >= total ? line : line + ", " + time((total - done) / rate) + " left";
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
