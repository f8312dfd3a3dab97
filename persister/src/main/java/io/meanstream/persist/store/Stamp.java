package io.meanstream.persist.store;

/**
 * Says which plan wrote totals; compares as text in the order of plans.
 *
 * @param text epoch, end and version of the plan, each of a fixed width
 */
record Stamp(String text) {

  static Stamp of(Position at) {
    Plan plan = at.planned();
    return new Stamp("%s|%016x|%08x".formatted(epoch(at), plan.to(), plan.version()));
  }

  boolean isOf(Position at) {
    return text.startsWith(epoch(at) + "|");
  }

  private static String epoch(Position at) {
    return "%016x".formatted(at.epoch());
  }
}
