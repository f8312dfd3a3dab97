package io.meanstream.persist.record;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.record.MalformedRecordException;
import io.meanstream.catalog.record.RecordCodec;
import io.meanstream.catalog.record.TypedRecord;
import io.meanstream.protocol.RowHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes the records of one dataset's topic. Never throws, whatever the topic contains. */
public final class RowDecoder {

  private final Dataset dataset;
  private final RecordCodec codec;
  private final RowBsonMapper mapper;
  private final RepeatedText ingestions = new RepeatedText();
  private final RepeatedText datasets = new RepeatedText();

  public RowDecoder(Dataset dataset) {
    this.dataset = dataset;
    this.codec = RecordCodec.json(dataset);
    this.mapper = new RowBsonMapper(dataset);
  }

  /** Decodes a record to a row, or to the reason why it is rejected. */
  public DecodedRecord decode(ConsumerRecord<byte[], byte[]> record) {
    Origin origin = Origin.of(record, ingestions::of);
    try {
      checkHeaders(record, origin);
      String key = RecordKey.of(record);
      return mapper.row(record, origin, key, value(record));
    } catch (RecordRejectedException e) {
      return new RejectedRecord(record.offset(), origin, e.reason());
    }
  }

  private void checkHeaders(ConsumerRecord<byte[], byte[]> record, Origin origin)
      throws RecordRejectedException {
    Optional<String> named = Origin.value(record, RowHeaders.DATASET).map(datasets::of);
    if (named.isEmpty()) {
      throw new RecordRejectedException(RejectReason.headers("the header dataset is missing"));
    }
    if (!named.get().equals(dataset.name())) {
      throw new RecordRejectedException(
          new RejectReason(
              "",
              "unknown_dataset",
              "dataset %s does not belong to topic %s".formatted(named.get(), record.topic())));
    }
    if (origin.isForeign()) {
      throw new RecordRejectedException(
          RejectReason.headers("the headers source and row do not name an ingestion and its row"));
    }
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
