package io.meanstream.persist.record;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.record.TypedRecord;
import io.meanstream.catalog.value.FieldType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonType;
import org.bson.types.Decimal128;

/** Maps a dataset's records to documents, one field each. A field without a value is left out. */
final class RowBsonMapper {

  /** The store's size limit for a document. */
  private static final int LARGEST = 16 * 1024 * 1024;

  /** More than a document has beside the fields: the names of fields and what {@code _src} has. */
  private static final int USUAL_OVERHEAD = 192;

  /** BSON has no dates without a time. A date is stored as midnight UTC, as Java's driver does. */
  private static final long MILLIS_OF_DAY = Duration.ofDays(1).toMillis();

  private static final byte[] ID = BsonBytes.header(BsonType.STRING, "_id");
  private static final byte[] SOURCE = BsonBytes.header(BsonType.DOCUMENT, Row.SOURCE);
  private static final byte[] INGESTION = BsonBytes.header(BsonType.STRING, "ingestion");
  private static final byte[] ROW = BsonBytes.header(BsonType.INT64, "row");
  private static final byte[] PARTITION = BsonBytes.header(BsonType.INT32, "partition");
  private static final byte[] OFFSET = BsonBytes.header(BsonType.INT64, "offset");

  private final List<Field> fields;
  private final byte[][] headers;
  private final int timeIndex;
  private final LocalDays days;

  RowBsonMapper(Dataset dataset) {
    this.fields = dataset.fields();
    this.headers =
        fields.stream()
            .map(field -> BsonBytes.header(stored(field.type()), field.name()))
            .toArray(byte[][]::new);
    this.timeIndex = dataset.timeIndex();
    this.days = new LocalDays(dataset.zone());
  }

  private static BsonType stored(FieldType type) {
    return switch (type) {
      case STRING -> BsonType.STRING;
      case INTEGER -> BsonType.INT64;
      case DOUBLE -> BsonType.DOUBLE;
      case BOOLEAN -> BsonType.BOOLEAN;
      case TIMESTAMP, DATE -> BsonType.DATE_TIME;
      case DECIMAL -> BsonType.DECIMAL128;
    };
  }

  Row row(ConsumerRecord<byte[], byte[]> from, Origin origin, String key, TypedRecord record)
      throws RecordRejectedException {
    BsonBytes document = new BsonBytes(USUAL_OVERHEAD + from.key().length + from.value().length);
    document.element(ID).string(key);
    for (int index = 0; index < headers.length; index++) {
      Object value = record.value(index);
      if (value != null) {
        document.element(headers[index]);
        write(document, fields.get(index), value);
      }
    }
    addSource(document, from, origin);
    if (document.size() >= LARGEST) {
      throw new RecordRejectedException(
          RejectReason.byStore("the document has %d bytes".formatted(document.size() + 1)));
    }
    long time = millis(fields.get(timeIndex), record.value(timeIndex));
    return new Row(from.offset(), origin, key, document.document(), days.of(time));
  }

  private static void addSource(BsonBytes document, ConsumerRecord<?, ?> from, Origin origin) {
    int start = document.element(SOURCE).begin();
    document.element(INGESTION).string(origin.ingestion());
    document.element(ROW).int64(origin.row());
    document.element(PARTITION).int32(from.partition());
    document.element(OFFSET).int64(from.offset());
    document.end(start);
  }

  private static void write(BsonBytes document, Field field, Object value)
      throws RecordRejectedException {
    if (value instanceof String text) {
      if (!document.string(text)) {
        throw new RecordRejectedException(
            new RejectReason(field.name(), "type", field.name() + " is not valid Unicode text"));
      }
    } else if (value instanceof Double number) {
      document.int64(Double.doubleToRawLongBits(number));
    } else if (value instanceof Long number) {
      document.int64(number);
    } else if (value instanceof Boolean truth) {
      document.bool(truth);
    } else if (value instanceof BigDecimal number) {
      Decimal128 decimal = new Decimal128(number);
      document.int64(decimal.getLow());
      document.int64(decimal.getHigh());
    } else {
      document.int64(millis(field, value));
    }
  }

  /** BSON dates hold milliseconds. Finer digits are rounded down, before 1970 as well. */
  private static long millis(Field field, Object time) throws RecordRejectedException {
    if (time instanceof LocalDate date) {
      return date.toEpochDay() * MILLIS_OF_DAY;
    }
    try {
      return ((Instant) time).toEpochMilli();
    } catch (ArithmeticException e) {
      throw new RecordRejectedException(
          new RejectReason(
              field.name(),
              "type",
              field.name() + " is outside the range of dates that can be stored"));
    }
  }
}
