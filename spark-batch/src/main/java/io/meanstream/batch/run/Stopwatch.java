package io.meanstream.batch.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes the time of steps that follow each other. */
public final class Stopwatch {

  private static final double NANOS = 1e9;

  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long last = System.nanoTime();

  /** ProgressPrinter the time since the step before as that of this one. */
  public void lap(String step) {
    long now = System.nanoTime();
    seconds.merge(step, Math.round((now - last) / NANOS * 1000) / 1000.0, Double::sum);
    last = now;
  }

  /** Seconds by step, in their order. */
  public Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }

  double total() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
