package io.meanstream.launch.sample;

import java.util.Arrays;
import java.util.Random;

/** Draws an index with a probability proportional to its weight. */
final class Weights {

  private final double[] upTo;

  private Weights(double[] upTo) {
    this.upTo = upTo;
  }

  static Weights of(double... weights) {
    double[] upTo = weights.clone();
    for (int i = 1; i < upTo.length; i++) {
      upTo[i] += upTo[i - 1];
    }
    return new Weights(upTo);
  }

  int draw(Random random) {
    double at = random.nextDouble() * upTo[upTo.length - 1];
    int found = Arrays.binarySearch(upTo, at);
    return found < 0 ? -found - 1 : Math.min(found + 1, upTo.length - 1);
  }
}
