package io.meanstream.stats.runs;

import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.panache.common.MongoEntity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;

/** A document of {@code runs}, as far as it is shown; the scheduler and the batch write it. */
@MongoEntity(collection = CollectionNames.RUNS)
public class RunDocument {

  @BsonId public String id;
  public String dataset;
  public String trigger;
  public String state;
  public String from;
  public String to;
  public boolean full;
  public Long attempt;
  public String retryOf;
  public String retriedAs;
  public Instant requestedAt;
  public Instant startedAt;
  public Instant endedAt;
  public Long run;
  public Long days;
  public Long rowsRead;
  public Long averagesWritten;
  public Map<String, Double> seconds;
  public String applicationId;
  public Long exitCode;
  public String error;
  public List<String> log;
}
