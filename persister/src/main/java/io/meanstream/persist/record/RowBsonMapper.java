package io.meanstream.persist.record;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.record.TypedRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.Decimal128;

/** Maps a dataset's records to documents, one field each. A field without a value is left out. */
final class RowBsonMapper {

  /** The store's size limit for a document. */
  private static final int LARGEST = 16 * 1024 * 1024;

  /** A shorter document cannot reach the limit, so its size is not computed. */
  private static final int SURELY_SMALL = 1024 * 1024;

  /** BSON has no dates without a time. A date is stored as midnight UTC, as Java's driver does. */
  private static final long MILLIS_OF_DAY = Duration.ofDays(1).toMillis();

  private final List<Field> fields;
  private final int timeIndex;
  private final ZoneId zone;

  RowBsonMapper(Dataset dataset) {
    this.fields = dataset.fields();
    this.timeIndex = dataset.timeIndex();
    this.zone = dataset.zone();
  }

  Row row(ConsumerRecord<?, ?> from, Origin origin, String key, TypedRecord record)
      throws RecordRejectedException {
    BsonDocument document = new BsonDocument("_id", new BsonString(key));
    long characters = key.length();
    for (int index = 0; index < fields.size(); index++) {
      Object value = record.value(index);
      if (value != null) {
        document.append(fields.get(index).name(), stored(fields.get(index), value));
        characters += value instanceof String text ? text.length() : 0;
      }
    }
    document.append(Row.SOURCE, source(from, origin));
    checkSize(document, characters);
    long time = document.getDateTime(fields.get(timeIndex).name()).getValue();
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
    return new Row(from.offset(), origin, key, document, day);
  }

  private static BsonDocument source(ConsumerRecord<?, ?> from, Origin origin) {
    return new BsonDocument("ingestion", new BsonString(origin.ingestion()))
        .append("row", new BsonInt64(origin.row()))
        .append("partition", new BsonInt32(from.partition()))
        .append("offset", new BsonInt64(from.offset()));
  }

  private static BsonValue stored(Field field, Object value) throws RecordRejectedException {
    if (value instanceof String text) {
      if (!isWellFormed(text)) {
        throw new RecordRejectedException(
            new RejectReason(field.name(), "type", field.name() + " is not valid Unicode text"));
      }
      return new BsonString(text);
    }
    if (value instanceof Instant instant) {
      return dateTime(field, instant);
    }
    if (value instanceof Double number) {
      return new BsonDouble(number);
    }
    if (value instanceof Long number) {
      return new BsonInt64(number);
    }
    if (value instanceof BigDecimal number) {
      return new BsonDecimal128(new Decimal128(number));
    }
    if (value instanceof LocalDate date) {
      return new BsonDateTime(date.toEpochDay() * MILLIS_OF_DAY);
    }
    return BsonBoolean.valueOf((Boolean) value);
  }

  /** Whether the text has no unpaired surrogates, which UTF-8 and so BSON cannot represent. */
  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** BSON dates hold milliseconds. Finer digits are rounded down, before 1970 as well. */
  private static BsonDateTime dateTime(Field field, Instant instant)
      throws RecordRejectedException {
    try {
      return new BsonDateTime(instant.toEpochMilli());
    } catch (ArithmeticException e) {
      throw new RecordRejectedException(
          new RejectReason(
              field.name(),
              "type",
              field.name() + " is outside the range of dates that can be stored"));
    }
  }

  private static void checkSize(BsonDocument document, long characters)
      throws RecordRejectedException {
    if (characters > SURELY_SMALL) {
      int size = new RawBsonDocument(document, new BsonDocumentCodec()).getByteBuffer().remaining();
      if (size > LARGEST) {
        throw new RecordRejectedException(
            RejectReason.byStore("the document has %d bytes".formatted(size)));
      }
    }
  }
}
