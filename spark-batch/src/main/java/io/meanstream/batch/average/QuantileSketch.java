package io.meanstream.batch.average;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.kll.KllDoublesSketchIterator;
import org.apache.datasketches.kll.KllSketch;
import org.apache.datasketches.memory.Memory;

/**
 * The distribution of values, for percentiles. Two can be merged without the values themselves.
 *
 * <p>Up to {@value #K} values are all kept, so percentiles are exact and always the same. More
 * values are sampled by a KLL sketch (Karnin, Lang and Liberty, FOCS 2016), which is random: see
 * {@link #rankError}. Spark itself ships the library. Mutable and not thread-safe.
 */
public final class QuantileSketch implements Serializable {

  /** Part of stored sketches, so increase {@code Dataset.COMPUTATION} with every change. */
  static final int K = 1_024;

  /**
   * By how much the rank of a percentile from a recomputed sketch may be off, in units of {@link
   * #rankError}: both sketches err, and very rarely each by more than its stated error.
   */
  private static final double BOTH_SKETCHES = 3;

  private static final long serialVersionUID = 1L;
  private static final double[] NO_VALUES = {};
  private static final int FIRST_CAPACITY = 4;
  private static final double[] RANKS =
      Arrays.stream(Percentile.values()).mapToDouble(Percentile::rank).toArray();

  private transient double[] values = NO_VALUES;
  private transient int size;

  /** Null while all values fit into {@link #values}. */
  private transient KllDoublesSketch sampled;

  /**
   * The error of ranks if there are more than {@value #K} values: with 99 % confidence, the share
   * of values up to a percentile differs from the percentile's own by no more than this.
   */
  static double rankError() {
    return KllSketch.getNormalizedRankError(K, false);
  }

  /** Reads {@link #toBytes}. */
  public static QuantileSketch of(byte[] bytes) {
    QuantileSketch sketch = new QuantileSketch();
    KllDoublesSketch stored = KllDoublesSketch.heapify(Memory.wrap(bytes));
    if (stored.isEstimationMode()) {
      sketch.sampled = stored;
    } else {
      KllDoublesSketchIterator each = stored.iterator();
      while (each.next()) {
        sketch.add(each.getValue());
      }
    }
    return sketch;
  }

  /** The sketch in DataSketches' format; the same for the same values, if all are kept. */
  public byte[] toBytes() {
    if (sampled != null) {
      return sampled.toByteArray();
    }
    KllDoublesSketch sorted = KllDoublesSketch.newHeapInstance(K);
    Arrays.sort(values, 0, size);
    addTo(sorted);
    return sorted.toByteArray();
  }

  /** Adds a finite value. */
  void add(double value) {
    if (sampled != null) {
      sampled.update(value);
    } else if (size < K) {
      reserve(size + 1);
      values[size++] = value;
    } else {
      sample();
      sampled.update(value);
    }
  }

  /** Adds all values of the other, which stays unchanged. */
  void merge(QuantileSketch other) {
    if (sampled == null && other.sampled == null && size + other.size <= K) {
      reserve(size + other.size);
      System.arraycopy(other.values, 0, values, size, other.size);
      size += other.size;
      return;
    }
    sample();
    if (other.sampled == null) {
      other.addTo(sampled);
    } else {
      sampled.merge(other.sampled);
    }
  }

  private void reserve(int least) {
    if (least > values.length) {
      int capacity = Math.max(FIRST_CAPACITY, Math.min(K, 2 * values.length));
      values = Arrays.copyOf(values, Math.max(least, capacity));
    }
  }

  private void sample() {
    if (sampled == null) {
      sampled = KllDoublesSketch.newHeapInstance(K);
      addTo(sampled);
      values = NO_VALUES;
      size = 0;
    }
  }

  private void addTo(KllDoublesSketch sketch) {
    for (int i = 0; i < size; i++) {
      sketch.update(values[i]);
    }
  }

  public long count() {
    return sampled == null ? size : sampled.getN();
  }

  /** The values of all percentiles in their order. Undefined while the count is 0. */
  public double[] percentiles() {
    if (sampled != null) {
      return sampled.getQuantiles(RANKS);
    }
    Arrays.sort(values, 0, size);
    return Arrays.stream(Percentile.values())
        .mapToDouble(percentile -> values[percentile.indexIn(size)])
        .toArray();
  }

  /**
   * Whether another sketch of the same values may have this value as a percentile. Undefined while
   * the count is 0.
   */
  public boolean allows(Percentile percentile, double value) {
    if (sampled == null) {
      return percentiles()[percentile.ordinal()] == value;
    }
    double below = sampled.getRank(value);
    double upTo = sampled.getRank(Math.nextUp(value));
    double error = BOTH_SKETCHES * rankError();
    return below <= percentile.rank() + error && upTo >= percentile.rank() - error;
  }

  /**
   * Whether both may be of the same values: if all are kept, the values are equal; otherwise there
   * are as many, and each {@link #allows} the other's percentiles.
   */
  public boolean agreesWith(QuantileSketch other) {
    if (count() != other.count()) {
      return false;
    }
    if (sampled == null && other.sampled == null) {
      return Arrays.equals(sorted(), other.sorted());
    }
    double[] values = other.percentiles();
    return count() == 0
        || Arrays.stream(Percentile.values())
            .allMatch(percentile -> allows(percentile, values[percentile.ordinal()]));
  }

  /** All kept values in ascending order. */
  private double[] sorted() {
    Arrays.sort(values, 0, size);
    return Arrays.copyOf(values, size);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    if (sampled == null) {
      out.writeInt(size);
      for (int i = 0; i < size; i++) {
        out.writeDouble(values[i]);
      }
    } else {
      byte[] bytes = sampled.toByteArray();
      out.writeInt(-bytes.length);
      out.write(bytes);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException {
    int length = in.readInt();
    values = NO_VALUES;
    if (length >= 0) {
      values = new double[length];
      while (size < length) {
        values[size++] = in.readDouble();
      }
    } else {
      byte[] bytes = new byte[-length];
      in.readFully(bytes);
      sampled = KllDoublesSketch.heapify(Memory.wrap(bytes));
    }
  }
}
