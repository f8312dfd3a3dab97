package io.meanstream.stats.runs;

import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.panache.common.MongoEntity;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/** A document of {@code schedules}, {@code _id} being the dataset; the scheduler writes it. */
@MongoEntity(collection = CollectionNames.SCHEDULES)
public class ScheduleDocument {

  @BsonId public String id;
  public String cron;
  public String zone;
  public boolean paused;
  public Instant next;
  public Instant checkedAt;

  /** What earlier versions call {@link #checkedAt}. */
  public Instant lookedAt;
}
