package io.meanstream.persist.batch;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.persist.record.DecodedRecord;
import io.meanstream.persist.record.RejectReason;
import io.meanstream.persist.record.RejectedRecord;
import io.meanstream.persist.record.Row;
import io.meanstream.persist.store.StoredRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;

/**
 * Step 2: determines the outcome of each record of a batch, in offset order, by comparing it with
 * the stored document and the earlier records of its key.
 */
final class Classification {

  private record Content(BsonDocument document, Optional<LocalDate> day) {

    static Content of(Row row) {
      return new Content(row.document(), Optional.of(row.day()));
    }
  }

  private final Dataset dataset;
  private final int partition;
  private final Map<String, StoredRow> stored;
  private final Map<Long, RejectReason> refused;
  private final Map<String, Content> current = new HashMap<>();
  private final BatchOutcomes outcomes = new BatchOutcomes();

  private Classification(
      Dataset dataset,
      int partition,
      Map<String, StoredRow> stored,
      Map<Long, RejectReason> refused) {
    this.dataset = dataset;
    this.partition = partition;
    this.stored = stored;
    this.refused = refused;
  }

  /**
   * The outcomes of a batch.
   *
   * @param stored the documents of the keys that step 1 found in the store; it inserted the first
   *     record of any other key
   * @param refused the records that the store did not accept
   */
  static BatchOutcomes of(
      Dataset dataset,
      int partition,
      List<DecodedRecord> records,
      Map<String, StoredRow> stored,
      Map<Long, RejectReason> refused) {
    Classification classification = new Classification(dataset, partition, stored, refused);
    records.forEach(classification::classify);
    return classification.outcomes;
  }

  private void classify(DecodedRecord decoded) {
    if (decoded instanceof RejectedRecord rejected) {
      outcomes.rejected(rejected);
    } else if (decoded instanceof Row row) {
      RejectReason reason = refused.get(row.offset());
      if (reason == null) {
        classify(row);
      } else {
        outcomes.rejected(new RejectedRecord(row.offset(), row.origin(), reason));
      }
    }
  }

  private void classify(Row row) {
    Content before = current.get(row.key());
    if (before == null) {
      StoredRow document = stored.get(row.key());
      if (document == null || document.isFrom(partition, row.offset())) {
        outcomes.stored(row.origin(), row.day());
        current.put(row.key(), Content.of(row));
        return;
      }
      before = content(document);
      markIfAhead(row, document, before);
    }
    compare(row, before);
  }

  private void compare(Row row, Content before) {
    if (row.isSameAs(before.document())) {
      outcomes.duplicate(row.origin());
      current.put(row.key(), before);
      return;
    }
    outcomes.corrected(row.origin(), row.offset());
    before.day().ifPresent(outcomes::changes);
    outcomes.changes(row.day());
    current.put(row.key(), Content.of(row));
  }

  /**
   * If a store is emptied during a write, the document of a later record can remain: it was never
   * counted, and its day was never marked dirty.
   */
  private void markIfAhead(Row row, StoredRow document, Content content) {
    if (document.offset() > row.offset()) {
      content.day().ifPresent(outcomes::changes);
      outcomes.changes(row.day());
    }
  }

  private Content content(StoredRow document) {
    Optional<LocalDate> day =
        document.document().get(dataset.time()) instanceof BsonDateTime time
            ? Optional.of(
                LocalDate.ofInstant(Instant.ofEpochMilli(time.getValue()), dataset.zone()))
            : Optional.empty();
    return new Content(document.document(), day);
  }
}
