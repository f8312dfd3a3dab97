package io.meanstream.benchmark;

import java.util.Arrays;
import java.util.Locale;

/** Compares two series of values that were measured in the same rounds. */
final class Ratio {

  private Ratio() {}

  static void printHead() {
    System.out.println("| what | Meanstream | compared with | it | ratio | lowest to highest |");
    System.out.println("|---|---|---|---|---|---|");
  }

  /** Prints a row of the table: the medians of both, and the ratios of the rounds. */
  static void print(String what, double[] own, String peer, double[] others) {
    double[] ratios = new double[own.length];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = own[round] / others[round];
    }
    Arrays.sort(ratios);
    System.out.printf(
        Locale.ROOT,
        "| %s | %,.1f | %s | %,.1f | %.2f | %.2f to %.2f |%n",
        what,
        median(own),
        peer,
        median(others),
        median(ratios),
        ratios[0],
        ratios[ratios.length - 1]);
  }

  private static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
