package io.meanstream.system;

import java.util.concurrent.ThreadLocalRandom;

/** How much the tests do: minutes, or with {@code -Dlong} as long as it takes. */
final class Size {

  private Size() {}

  static boolean isLong() {
    return System.getProperty("long") != null;
  }

  /** What random choices come from: {@code -Dseed=N}, or another one each time; it is printed. */
  static long seed() {
    long seed = Long.getLong("seed", ThreadLocalRandom.current().nextInt(1_000_000));
    System.out.println("again with -Dseed=" + seed);
    return seed;
  }
}
