package io.meanstream.batch.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileSketchTest {

  /** As docs/averages.md states it. */
  private static final double STATED_ERROR = 0.00272;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "2, 1, 2, 2",
    "3, 2, 3, 3",
    "10, 5, 9, 10",
    "100, 50, 90, 99",
    "101, 51, 91, 100",
    "1024, 512, 922, 1014"
  })
  void percentilesOfFewValuesAreExactNearestRanks(
      int values, double median, double p90, double p99) {
    assertThat(sketch(upTo(values)).percentiles()).containsExactly(median, p90, p99);
  }

  @Test
  void sketchBytesOfFewValuesDoNotDependOnOrderOrMerging() {
    // Given
    List<Double> values = upTo(1024);
    byte[] inOrder = sketch(values).toBytes();
    Collections.shuffle(values, new Random(1));

    // When
    QuantileSketch inParts = sketch(values.subList(0, 100));
    inParts.merge(sketch(values.subList(100, 1024)));

    // Then
    assertThat(inParts.toBytes()).isEqualTo(inOrder);
  }

  @Test
  void percentilesOfManyMergedPartsLieWithinTwiceTheStatedError() {
    // Given the ranks of a million values, in parts of up to 5,000
    List<Double> values = upTo(1_000_000);
    Random random = new Random(7);
    Collections.shuffle(values, random);

    // When
    QuantileSketch all = new QuantileSketch();
    for (int from = 0; from < values.size(); ) {
      int to = Math.min(values.size(), from + 1 + random.nextInt(5_000));
      all.merge(QuantileSketch.of(sketch(values.subList(from, to)).toBytes()));
      from = to;
    }

    // Then
    double[] percentiles = all.percentiles();
    assertThat(all.count()).isEqualTo(1_000_000);
    assertThat(percentiles[0]).isCloseTo(500_000, within(2e6 * STATED_ERROR));
    assertThat(percentiles[1]).isCloseTo(900_000, within(2e6 * STATED_ERROR));
    assertThat(percentiles[2]).isCloseTo(990_000, within(2e6 * STATED_ERROR));
    assertThat(all.toBytes()).hasSizeLessThan(25_000);
  }

  @Test
  void theStatedErrorIsTheLibrarys() {
    assertThat(QuantileSketch.rankError()).isCloseTo(STATED_ERROR, within(0.00001));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1024, 1025, 50_000})
  void aSketchSurvivesTheStoreAndTheShuffle(int values) throws Exception {
    // Given
    QuantileSketch sketch = sketch(upTo(values));

    // When
    QuantileSketch stored = QuantileSketch.of(sketch.toBytes());
    QuantileSketch shuffled = shuffled(sketch);

    // Then
    assertThat(stored.count()).isEqualTo(values);
    assertThat(stored.toBytes()).isEqualTo(sketch.toBytes());
    assertThat(shuffled.toBytes()).isEqualTo(sketch.toBytes());
    assertThat(shuffled.agreesWith(sketch)).isTrue();
  }

  @Test
  void sketchesOfOtherValuesDoNotAgree() {
    List<Double> values = upTo(1024);
    List<Double> other = upTo(1024);
    other.set(3, 4.5);

    assertThat(sketch(values).agreesWith(sketch(other))).isFalse();
    assertThat(sketch(upTo(50_000)).agreesWith(sketch(upTo(50_001)))).isFalse();
    assertThat(sketch(upTo(50_000)).agreesWith(sketch(from(1_000, 51_000)))).isFalse();
    assertThat(sketch(upTo(50_000)).agreesWith(sketch(upTo(50_000)))).isTrue();
  }

  private static List<Double> upTo(int greatest) {
    return from(1, greatest + 1);
  }

  private static List<Double> from(int first, int end) {
    return new ArrayList<>(IntStream.range(first, end).asDoubleStream().boxed().toList());
  }

  private static QuantileSketch sketch(List<Double> values) {
    QuantileSketch sketch = new QuantileSketch();
    values.forEach(sketch::add);
    return sketch;
  }

  private static QuantileSketch shuffled(QuantileSketch sketch) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sketch);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (QuantileSketch) in.readObject();
    }
  }
}
