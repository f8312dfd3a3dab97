package io.meanstream.stats.rejects;

import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.panache.common.MongoEntity;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/** A document of {@code rejects}, as far as it is shown; the persister writes it. */
@MongoEntity(collection = CollectionNames.REJECTS)
public class RejectDocument {

  @BsonId public String id;
  public String ingestion;
  public String source;
  public Long row;
  public Long line;
  public String field;
  public String rule;
  public String message;
  public String raw;
  public Instant at;
}
