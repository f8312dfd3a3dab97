package io.meanstream.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MomentsTest {

  @Property
  void momentsEqualThoseOfTwoPasses(@ForAll("values") List<Double> values) {
    assertEqual(momentsOf(values), twoPasses(values));
  }

  @Property
  void mergingIsAsIfAllValuesHadBeenAddedToOne(
      @ForAll("values") List<Double> some, @ForAll("values") List<Double> others) {
    Moments merged = merge(momentsOf(some), momentsOf(others));

    assertEqual(merged, twoPasses(concat(some, others)));
  }

  @Property
  void theOrderOfMergingMakesNoDifference(
      @ForAll("values") List<Double> a,
      @ForAll("values") List<Double> b,
      @ForAll("values") List<Double> c) {
    Moments leftFirst = merge(merge(momentsOf(a), momentsOf(b)), momentsOf(c));
    Moments rightFirst = merge(momentsOf(a), merge(momentsOf(b), momentsOf(c)));
    Moments swapped = merge(merge(momentsOf(c), momentsOf(b)), momentsOf(a));

    assertEqual(leftFirst, rightFirst);
    assertEqual(leftFirst, swapped);
  }

  @Property
  void mergingLeavesTheOtherAsItIs(@ForAll("values") List<Double> values) {
    Moments other = momentsOf(values);

    merge(momentsOf(List.of(1.0)), other);

    assertEqual(other, twoPasses(values));
  }

  /** Seconds of rides, short to months long; all of one sign, or a mean near 0 has few digits. */
  @Provide
  Arbitrary<List<Double>> values() {
    return Arbitraries.doubles().between(0.001, 1e7).ofScale(3).list().ofMaxSize(60);
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
    // Deviations have no more digits than the values that they are of.
    assertClose(actual.m2(), expected.m2(), expected.m2() + expected.mean() * expected.mean());
  }

  private static void assertClose(double actual, double expected, double scale) {
    assertThat(actual).isCloseTo(expected, within(1e-9 * Math.abs(scale)));
  }
}
