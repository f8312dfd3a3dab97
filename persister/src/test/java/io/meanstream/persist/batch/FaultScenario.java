package io.meanstream.persist.batch;

/** What a trial may meet with besides crashes. */
enum FaultScenario {
  /** One worker at a time. */
  CRASHES(false, false, false, false),
  /** Two workers on the partition, of which one does not know that it has lost it. */
  ZOMBIES(true, false, false, false),
  /** A store that takes no document with certain contents. */
  REFUSALS(true, true, false, false),
  /** A store that loses everything once. */
  AN_EMPTIED_STORE(true, false, true, false),
  /** Connections that break after the store has done what it was asked. */
  LOST_REPLIES(true, false, false, true);

  final boolean zombies;
  final boolean refusals;
  final boolean emptied;
  final boolean lostReplies;

  FaultScenario(boolean zombies, boolean refusals, boolean emptied, boolean lostReplies) {
    this.zombies = zombies;
    this.refusals = refusals;
    this.emptied = emptied;
    this.lostReplies = lostReplies;
  }
}
