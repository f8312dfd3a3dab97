package io.meanstream.stats.averages;

import io.meanstream.catalog.period.Bucket;
import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.panache.common.MongoEntity;
import java.time.Instant;
import java.util.Map;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;

/** The shown fields of a document of {@code averages}, which the batch writes. */
@MongoEntity(collection = AverageDocument.COLLECTION)
public class AverageDocument {

  static final String COLLECTION = CollectionNames.AVERAGES;

  @BsonId public String id;
  public String label;
  public Instant start;
  public Instant end;
  public String by;
  public Document group = new Document();
  public long count;
  public Map<String, Long> excluded = Map.of();
  public Map<String, Moments> measures = Map.of();

  /** Absent if 0. */
  public long late;

  /** Null if there is no row. */
  public Instant computedAt;

  /** The average of a group that has no rows in a period. */
  static AverageDocument empty(Bucket period, Document group) {
    AverageDocument average = new AverageDocument();
    average.id = "";
    average.label = period.label();
    average.start = period.start();
    average.end = period.end();
    average.by = String.join(",", group.keySet());
    average.group = group;
    return average;
  }

  /** The statistics of a measure; all but the count are null if the count is 0. */
  public static class Moments {
    public long count;
    public Double sum;
    public Double mean;
    public Double min;
    public Double max;
    public Double m2;
    public Double median;
    public Double p90;
    public Double p99;
  }
}
