package io.meanstream.persist.store;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** The fields of an ingestion for the totals of one partition. */
record TotalsFields(String partition) {

  private static final String TOTALS = "totals";
  private static final String STAMPS = "stamps";

  static TotalsFields of(TopicPartition partition) {
    return new TotalsFields(Integer.toString(partition.partition()));
  }

  String totals() {
    return TOTALS + "." + partition;
  }

  String version() {
    return STAMPS + "." + partition;
  }

  Counts countsOf(BsonDocument ingestion) {
    return Counts.from(ingestion.getDocument(TOTALS).getDocument(partition));
  }

  Optional<TotalsVersion> versionOf(BsonDocument ingestion) {
    BsonValue stamps = ingestion.get(STAMPS);
    return stamps instanceof BsonDocument known && known.isString(partition)
        ? Optional.of(new TotalsVersion(known.getString(partition).getValue()))
        : Optional.empty();
  }
}
