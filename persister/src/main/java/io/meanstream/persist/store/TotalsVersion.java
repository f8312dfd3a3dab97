package io.meanstream.persist.store;

/**
 * The version of stored totals: which plan wrote them. The text sorts in the order of plans.
 *
 * @param text epoch, end and version of the plan, each with a fixed width
 */
record TotalsVersion(String text) {

  static TotalsVersion of(Position at) {
    BatchPlan plan = at.planned();
    return new TotalsVersion("%s|%016x|%08x".formatted(epoch(at), plan.to(), plan.version()));
  }

  boolean isOf(Position at) {
    return text.startsWith(epoch(at) + "|");
  }

  private static String epoch(Position at) {
    return "%016x".formatted(at.epoch());
  }
}
