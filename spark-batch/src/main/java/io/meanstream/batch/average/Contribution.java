package io.meanstream.batch.average;

import java.io.Serializable;

/** What goes into an average: its rows, or facts about the average that it replaces. */
public sealed interface Contribution extends Serializable
    permits Tally, Contribution.PreviousAverage {

  /**
   * A stored average that a run replaces.
   *
   * @param rows how many rows it covers, excluded ones included
   * @param late how many of them arrived late
   */
  record PreviousAverage(long rows, long late) implements Contribution {}
}
