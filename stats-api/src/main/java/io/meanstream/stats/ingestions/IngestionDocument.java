package io.meanstream.stats.ingestions;

import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.panache.common.MongoEntity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * The shown fields of a document of {@code ingestions}, which the persister writes. The totals of
 * records without an ingestion are in a document whose id is {@link #FOREIGN} and the topic.
 */
@MongoEntity(collection = CollectionNames.INGESTIONS)
public class IngestionDocument {

  static final String FOREIGN = "topic:";

  @BsonId public String id;
  public String dataset;
  public String source;
  public String state;
  public boolean replay;
  public String topic;
  public Long rows;
  public Long bytes;
  public String charset;
  public String delimiter;
  public String knownAs;
  public String error;
  public List<String> warnings = List.of();
  public Instant createdAt;
  public Instant endedAt;
  public Checkpoint checkpoint = new Checkpoint();
  public Map<String, Totals> totals = Map.of();

  /** How far the ingestor has read. */
  public static class Checkpoint {
    public long rows;
    public Long bytes;
    public Ingestion.FirstReject firstReject;
    public Map<String, Long> offsets = Map.of();
    public Map<String, Long> rejected = Map.of();
    public Map<String, Long> figures = Map.of();
    public boolean done;
  }

  /** The outcomes of the rows of one partition in the store. */
  public static class Totals {
    public long stored;
    public long corrected;
    public long duplicates;
    public long rejected;
  }

  boolean isForeign() {
    return id.startsWith(FOREIGN);
  }
}
