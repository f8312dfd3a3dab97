package io.meanstream.batch.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MomentsTest {

  private static final int SEEDS = 20;
  private static final int CASES_OF_A_SEED = 50;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void momentsEqualATwoPassComputation(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES_OF_A_SEED; i++) {
      List<Double> values = values(random);

      assertEqual(momentsOf(values), twoPasses(values));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mergingEqualsAddingAllValuesToOne(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES_OF_A_SEED; i++) {
      List<Double> some = values(random);
      List<Double> others = values(random);

      Moments merged = merge(momentsOf(some), momentsOf(others));

      assertEqual(merged, twoPasses(concat(some, others)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfMergingMakesNoDifference(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES_OF_A_SEED; i++) {
      List<Double> a = values(random);
      List<Double> b = values(random);
      List<Double> c = values(random);

      Moments leftFirst = merge(merge(momentsOf(a), momentsOf(b)), momentsOf(c));
      Moments rightFirst = merge(momentsOf(a), merge(momentsOf(b), momentsOf(c)));
      Moments swapped = merge(merge(momentsOf(c), momentsOf(b)), momentsOf(a));

      assertEqual(leftFirst, rightFirst);
      assertEqual(leftFirst, swapped);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mergingLeavesTheOtherUnchanged(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES_OF_A_SEED; i++) {
      List<Double> values = values(random);
      Moments other = momentsOf(values);

      merge(momentsOf(List.of(1.0)), other);

      assertEqual(other, twoPasses(values));
    }
  }

  /**
   * Ride durations in seconds, from short to months long, with extra lists of no and one value. All
   * have the same sign, since a mean near 0 would have few digits.
   */
  private static List<Double> values(Random random) {
    int size = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextInt(61);
    double greatest = Math.pow(10, random.nextInt(8));
    return random
        .doubles(size, 0.001, greatest + 0.001)
        .map(value -> Math.round(value * 1000) / 1000.0)
        .boxed()
        .toList();
  }

  private static Moments momentsOf(List<Double> values) {
    Moments moments = new Moments();
    values.forEach(moments::add);
    return moments;
  }

  private static Moments merge(Moments one, Moments other) {
    one.merge(other);
    return one;
  }

  private static Moments twoPasses(List<Double> values) {
    double sum = values.stream().mapToDouble(Double::doubleValue).sum();
    double mean = values.isEmpty() ? 0 : sum / values.size();
    double m2 = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double min = values.stream().mapToDouble(v -> v).min().orElse(Double.POSITIVE_INFINITY);
    double max = values.stream().mapToDouble(v -> v).max().orElse(Double.NEGATIVE_INFINITY);
    return Moments.of(values.size(), sum, mean, min, max, m2);
  }

  private static List<Double> concat(List<Double> some, List<Double> others) {
    List<Double> both = new ArrayList<>(some);
    both.addAll(others);
    return both;
  }

  private static void assertEqual(Moments actual, Moments expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.min()).isEqualTo(expected.min());
    assertThat(actual.max()).isEqualTo(expected.max());
    assertClose(actual.sum(), expected.sum(), expected.sum());
    assertClose(actual.mean(), expected.mean(), expected.mean());
    // Deviations are no more precise than the values.
    assertClose(actual.m2(), expected.m2(), expected.m2() + expected.mean() * expected.mean());
  }

  private static void assertClose(double actual, double expected, double scale) {
    assertThat(actual).isCloseTo(expected, within(1e-9 * Math.abs(scale)));
  }
}
