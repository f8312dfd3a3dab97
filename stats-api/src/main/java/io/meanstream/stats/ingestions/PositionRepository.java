package io.meanstream.stats.ingestions;

import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.bson.codecs.pojo.annotations.BsonId;

/** The persister's position in each partition. */
@ApplicationScoped
class PositionRepository
    implements ReactivePanacheMongoRepositoryBase<PositionRepository.Position, String> {

  /**
   * A document of {@code positions}.
   *
   * @param id {@code topic|partition}
   * @param next the offset of the next record to store
   */
  @MongoEntity(collection = CollectionNames.POSITIONS)
  public record Position(@BsonId String id, Long next) {}

  Uni<Positions> all() {
    return listAll().map(Positions::of);
  }
}
