package io.meanstream.persist.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Builds a document of typed fields. A missing value becomes null, which overwrites an earlier
 * value.
 */
final class BsonFields {

  private final BsonDocument document = new BsonDocument();

  BsonFields text(String name, String value) {
    return put(name, new BsonString(value));
  }

  BsonFields text(String name, Optional<String> value) {
    return put(name, value.map(BsonString::new));
  }

  BsonFields number(String name, long value) {
    return put(name, new BsonInt64(value));
  }

  BsonFields number(String name, Optional<Long> value) {
    return put(name, value.map(BsonInt64::new));
  }

  BsonFields flag(String name, boolean value) {
    return put(name, BsonBoolean.valueOf(value));
  }

  BsonFields instant(String name, Optional<Instant> value) {
    return put(name, value.map(Instant::toEpochMilli).map(BsonDateTime::new));
  }

  BsonFields texts(String name, List<String> values) {
    BsonArray array = new BsonArray();
    values.forEach(value -> array.add(new BsonString(value)));
    return put(name, array);
  }

  BsonFields numbers(String name, Map<String, Long> values) {
    BsonDocument numbers = new BsonDocument();
    values.forEach((key, value) -> numbers.append(key, new BsonInt64(value)));
    return put(name, numbers);
  }

  BsonFields document(String name, Optional<BsonDocument> value) {
    return put(name, value);
  }

  BsonDocument document() {
    return document;
  }

  private BsonFields put(String name, Optional<? extends BsonValue> value) {
    return put(name, value.isPresent() ? value.get() : BsonNull.VALUE);
  }

  private BsonFields put(String name, BsonValue value) {
    document.append(name, value);
    return this;
  }
}
