package io.meanstream.system;

import java.util.concurrent.ThreadLocalRandom;

/** The seed for a test's random choices. */
final class RandomSeed {

  private RandomSeed() {}

  /** {@code -Dseed=N}, or a new seed each time. Prints it, so that a failure can be repeated. */
  static long choose() {
    long seed = Long.getLong("seed", ThreadLocalRandom.current().nextInt(1_000_000));
    System.out.println("repeat with -Dseed=" + seed);
    return seed;
  }
}
