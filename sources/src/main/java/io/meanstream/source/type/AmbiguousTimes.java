package io.meanstream.source.type;

/** Counts local times that a zone's clock shows twice or never. */
final class AmbiguousTimes {

  private long count;

  void add() {
    count++;
  }

  long count() {
    return count;
  }

  void reset(long to) {
    count = to;
  }
}
