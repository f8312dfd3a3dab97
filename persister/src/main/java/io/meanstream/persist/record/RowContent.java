package io.meanstream.persist.record;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.Field;
import io.meanstream.catalog.TypedRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** The stored form of a dataset's records: a field each, absent where it has no value. */
final class RowContent {

  /** The store's limit for a document, less what {@code _id} and {@code _src} may take. */
  private static final int LARGEST = 16 * 1024 * 1024 - 64 * 1024;

  /** Below this many characters no document can reach the limit, and none is measured. */
  private static final int SURELY_SMALL = 1024 * 1024;

  private final List<Field> fields;
  private final int timeIndex;
  private final ZoneId zone;

  RowContent(Dataset dataset) {
    this.fields = dataset.fields();
    this.timeIndex = dataset.timeIndex();
    this.zone = dataset.zone();
  }

  Row row(long offset, Origin origin, String key, TypedRecord record) throws RefusedException {
    BsonDocument content = new BsonDocument();
    long characters = key.length();
    for (int index = 0; index < fields.size(); index++) {
      Object value = record.value(index);
      if (value != null) {
        content.append(fields.get(index).name(), stored(fields.get(index), value));
        characters += value instanceof String text ? text.length() : 0;
      }
    }
    checkSize(content, characters);
    long time = content.getDateTime(fields.get(timeIndex).name()).getValue();
    return new Row(
        offset, origin, key, content, LocalDate.ofInstant(Instant.ofEpochMilli(time), zone));
  }

  private static BsonValue stored(Field field, Object value) throws RefusedException {
    if (value instanceof String text) {
      if (!Utf8.isText(text)) {
        throw new RefusedException(
            new Refusal(field.name(), "type", field.name() + " is no Unicode text"));
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
    return BsonBoolean.valueOf((Boolean) value);
  }

  /** Dates hold milliseconds; finer digits are cut downwards, before 1970 too. */
  private static BsonDateTime dateTime(Field field, Instant instant) throws RefusedException {
    try {
      return new BsonDateTime(instant.toEpochMilli());
    } catch (ArithmeticException e) {
      throw new RefusedException(
          new Refusal(
              field.name(), "type", field.name() + " is beyond the dates that can be stored"));
    }
  }

  private static void checkSize(BsonDocument content, long characters) throws RefusedException {
    if (characters > SURELY_SMALL) {
      int size = new RawBsonDocument(content, new BsonDocumentCodec()).getByteBuffer().remaining();
      if (size > LARGEST) {
        throw new RefusedException(Refusal.byStore("the document has %d bytes".formatted(size)));
      }
    }
  }
}
