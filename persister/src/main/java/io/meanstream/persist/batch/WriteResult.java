package io.meanstream.persist.batch;

import io.meanstream.persist.store.BatchPlan;
import io.meanstream.persist.store.Position;

/** A batch that is in the store, and the position after it. */
public record WriteResult(Position position, BatchPlan plan) {}
