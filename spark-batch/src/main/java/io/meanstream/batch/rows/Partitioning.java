package io.meanstream.batch.rows;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.spark.sql.connector.config.ReadConfig;
import com.mongodb.spark.sql.connector.read.partitioner.AutoBucketPartitioner;
import com.mongodb.spark.sql.connector.read.partitioner.SinglePartitionPartitioner;
import io.meanstream.catalog.dataset.Dataset;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * How a collection is split into tasks: by the connector into time ranges with as many rows each,
 * if the server supports {@code $bucketAuto}; otherwise into as many ranges of days as there are
 * cores.
 */
public enum Partitioning {
  BY_TIME {
    @Override
    Map<String, String> options(Dataset dataset) {
      return Map.of(
          ReadConfig.PARTITIONER_CONFIG,
          AutoBucketPartitioner.class.getName(),
          ReadConfig.PARTITIONER_OPTIONS_PREFIX + "fieldList",
          dataset.time());
    }

    @Override
    int slices(int cores) {
      return 1;
    }
  },
  BY_DAYS {
    @Override
    Map<String, String> options(Dataset dataset) {
      return Map.of(ReadConfig.PARTITIONER_CONFIG, SinglePartitionPartitioner.class.getName());
    }

    @Override
    int slices(int cores) {
      return cores;
    }
  };

  /** The connector's read options. */
  abstract Map<String, String> options(Dataset dataset);

  /** Into how many {@link TimeSlices} we split the rows ourselves. */
  abstract int slices(int cores);

  public static Partitioning forServer(MongoDatabase database, Dataset dataset) {
    MongoCollection<Document> rows = database.getCollection(dataset.rowsCollection());
    if (rows.find().limit(1).first() == null) {
      return BY_DAYS;
    }
    try {
      rows.aggregate(List.of(Aggregates.limit(1), Aggregates.bucketAuto("$_id", 1))).first();
      return BY_TIME;
    } catch (MongoCommandException e) {
      return BY_DAYS;
    }
  }
}
