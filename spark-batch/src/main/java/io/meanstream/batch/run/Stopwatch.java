package io.meanstream.batch.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures the durations of consecutive steps. */
public final class Stopwatch {

  private static final double NANOS = 1e9;

  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long last = System.nanoTime();

  /** Records the time since the previous step as the duration of this one. */
  public void lap(String step) {
    long now = System.nanoTime();
    seconds.merge(step, Math.round((now - last) / NANOS * 1000) / 1000.0, Double::sum);
    last = now;
  }

  /** The seconds of each step, in order. */
  public Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }

  double total() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
