package io.meanstream.launch.sample;

/** Random-looking ids that never repeat for one seed. */
final class RideIds {

  private static final long STEP = 0x9E3779B97F4A7C15L;

  private RideIds() {}

  /** A bijection of {@code n} (SplitMix64's finalizer over an odd step): hence no repeats. */
  static long of(long seed, long n) {
    long z = seed * 0xD1342543DE82EF95L + (n + 1) * STEP;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
