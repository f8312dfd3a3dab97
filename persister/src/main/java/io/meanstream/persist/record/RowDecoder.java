package io.meanstream.persist.record;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.MalformedRecordException;
import io.meanstream.catalog.RecordCodec;
import io.meanstream.catalog.TypedRecord;
import io.meanstream.protocol.RowHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns the records of one dataset's topic into rows; whatever is on the topic, it never throws.
 */
public final class RowDecoder {

  private final Dataset dataset;
  private final RecordCodec codec;
  private final RowBsonMapper mapper;

  public RowDecoder(Dataset dataset) {
    this.dataset = dataset;
    this.codec = RecordCodec.json(dataset);
    this.mapper = new RowBsonMapper(dataset);
  }

  /** The row of a record, or why it is none. */
  public DecodedRecord decode(ConsumerRecord<byte[], byte[]> record) {
    Origin origin = Origin.of(record);
    try {
      checkHeaders(record, origin);
      String key = key(record);
      return mapper.row(record, origin, key, value(record));
    } catch (RecordRejectedException e) {
      return new RejectedRecord(record.offset(), origin, e.reason());
    }
  }

  private void checkHeaders(ConsumerRecord<byte[], byte[]> record, Origin origin)
      throws RecordRejectedException {
    Optional<String> named = Origin.header(record, RowHeaders.DATASET);
    if (named.isEmpty()) {
      throw new RecordRejectedException(RejectReason.headers("the header dataset is missing"));
    }
    if (!named.get().equals(dataset.name())) {
      throw new RecordRejectedException(
          new RejectReason(
              "",
              "unknown_dataset",
              "%s is no dataset of topic %s".formatted(named.get(), record.topic())));
    }
    if (origin.isForeign()) {
      throw new RecordRejectedException(
          RejectReason.headers("the headers source and row do not name an ingestion and its row"));
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) throws RecordRejectedException {
    if (record.key() == null || record.key().length == 0) {
      throw new RecordRejectedException(new RejectReason("", "no_key", "the record has no key"));
    }
    return Utf8.strict(record.key())
        .orElseThrow(
            () ->
                new RecordRejectedException(
                    new RejectReason("", "no_key", "the key is no UTF-8 text")));
  }

  private TypedRecord value(ConsumerRecord<byte[], byte[]> record) throws RecordRejectedException {
    if (record.value() == null) {
      throw new RecordRejectedException(RejectReason.malformed("the record has no value"));
    }
    try {
      return codec.decode(record.value());
    } catch (MalformedRecordException e) {
      throw new RecordRejectedException(new RejectReason(e.field(), e.rule(), e.getMessage()));
    }
  }
}
