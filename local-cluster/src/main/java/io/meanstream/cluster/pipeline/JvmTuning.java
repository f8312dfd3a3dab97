package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.JitThresholds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How the JVMs of the services and of Spark are tuned. */
public enum JvmTuning {
  /** Starts fast: no optimizing compiler, which takes a third of a short run. */
  SHORT_RUN(Stream.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")),
  /**
   * Fast in a long run. The serial collector takes the least CPU time on heaps this small. The
   * young generation is large, because batches outlive its collections and would fill the old one.
   */
  LONG_RUN(
      Stream.concat(
          Stream.of("-XX:+UseSerialGC", "-XX:NewRatio=1", "-XX:SurvivorRatio=2"),
          JitThresholds.LATE_OPTIMIZER.stream()));

  /** About a month of rides; beyond that, the optimizing compiler pays off. */
  private static final long SHORT_BYTES = 32L << 20;

  private final List<String> options;

  JvmTuning(Stream<String> options) {
    this.options = options.toList();
  }

  /** The better tuning for processing this data once. */
  public static JvmTuning of(List<Path> data) {
    return data.stream().mapToLong(JvmTuning::bytes).sum() <= SHORT_BYTES ? SHORT_RUN : LONG_RUN;
  }

  /** The options of the JVM. */
  public String[] options() {
    return options.toArray(String[]::new);
  }

  private static long bytes(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + path, e);
    }
  }
}
