package io.meanstream.persist.record;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.MalformedRecordException;
import io.meanstream.catalog.RecordCodec;
import io.meanstream.catalog.TypedRecord;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns the records of one dataset's topic into rows; whatever is on the topic, it never throws.
 */
public final class RowDecoder {

  private final Dataset dataset;
  private final RecordCodec codec;
  private final RowContent content;

  public RowDecoder(Dataset dataset) {
    this.dataset = dataset;
    this.codec = RecordCodec.json(dataset);
    this.content = new RowContent(dataset);
  }

  /** The row of a record, or why it is none. */
  public Entry decode(ConsumerRecord<byte[], byte[]> record) {
    Origin origin = Origin.of(record);
    try {
      checkHeaders(record, origin);
      String key = key(record);
      return content.row(record, origin, key, value(record));
    } catch (RefusedException e) {
      return new Refused(record.offset(), origin, e.refusal());
    }
  }

  private void checkHeaders(ConsumerRecord<byte[], byte[]> record, Origin origin)
      throws RefusedException {
    Optional<String> named = Origin.header(record, "dataset");
    if (named.isEmpty()) {
      throw new RefusedException(Refusal.headers("the header dataset is missing"));
    }
    if (!named.get().equals(dataset.name())) {
      throw new RefusedException(
          new Refusal(
              "",
              "unknown_dataset",
              "%s is no dataset of topic %s".formatted(named.get(), record.topic())));
    }
    if (origin.isForeign()) {
      throw new RefusedException(
          Refusal.headers("the headers source and row do not name an ingestion and its row"));
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) throws RefusedException {
    if (record.key() == null || record.key().length == 0) {
      throw new RefusedException(new Refusal("", "no_key", "the record has no key"));
    }
    return Utf8.strict(record.key())
        .orElseThrow(
            () -> new RefusedException(new Refusal("", "no_key", "the key is no UTF-8 text")));
  }

  private TypedRecord value(ConsumerRecord<byte[], byte[]> record) throws RefusedException {
    if (record.value() == null) {
      throw new RefusedException(Refusal.malformed("the record has no value"));
    }
    try {
      return codec.decode(record.value());
    } catch (MalformedRecordException e) {
      throw new RefusedException(new Refusal(e.field(), e.rule(), e.getMessage()));
    }
  }
}
