package io.meanstream.persist.batch;

/** The faults of a simulation besides crashes. */
enum FaultScenario {
  /** One persister at a time. */
  CRASHES(false, false, false, false),
  /** Two persisters on the partition; one does not know that it lost it. */
  ZOMBIES(true, false, false, false),
  /** A store that refuses some documents. */
  REFUSALS(true, true, false, false),
  /** A store that loses everything once. */
  AN_EMPTIED_STORE(true, false, true, false),
  /** Connections that break after the store has executed the request. */
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
