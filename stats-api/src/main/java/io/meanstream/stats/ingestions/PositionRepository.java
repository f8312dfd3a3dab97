package io.meanstream.stats.ingestions;

import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The persister's positions in the store, one a topic's partition. */
@ApplicationScoped
class PositionRepository implements ReactivePanacheMongoRepositoryBase<PositionDocument, String> {

  Uni<Positions> all() {
    return listAll().map(Positions::of);
  }
}
