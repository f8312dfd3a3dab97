package io.meanstream.system.fault;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Applies a fault to some of the requests that meet a condition, counted from 1. */
final class Rule {

  private final Predicate<Request> condition;
  private final int first;
  private final int last;
  private final Fault fault;
  private final AtomicInteger met = new AtomicInteger();

  Rule(Predicate<Request> condition, int first, int last, Fault fault) {
    this.condition = condition;
    this.first = first;
    this.last = last;
    this.fault = fault;
  }

  /** Whether the fault applies to this request; counts it if it meets the condition. */
  boolean isFor(Request request) {
    if (!condition.test(request)) {
      return false;
    }
    int number = met.incrementAndGet();
    return number >= first && number <= last;
  }

  Fault fault() {
    return fault;
  }
}
