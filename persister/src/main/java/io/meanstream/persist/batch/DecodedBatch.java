package io.meanstream.persist.batch;

import io.meanstream.persist.store.BatchPlan;
import io.meanstream.persist.store.Position;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/**
 * A batch whose records are decoded.
 *
 * @param plan steps 1 and 2, from the position at which the batch begins: inserts new rows and
 *     plans the rest
 */
public record DecodedBatch(Batch batch, Function<Position, Uni<BatchPlan>> plan) {}
