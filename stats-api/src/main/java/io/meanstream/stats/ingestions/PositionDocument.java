package io.meanstream.stats.ingestions;

import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;

/** How far the persister came in a topic's partition, {@code _id} being {@code topic|partition}. */
@MongoEntity(collection = CollectionNames.POSITIONS)
public class PositionDocument {

  @BsonId public String id;
  public long next;
}
