package io.meanstream.persist.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.BsonDocument;

/** How far an ingestion's source is read, on the topic {@code meanstream.ingestions}. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record Checkpoint(
    String ingestion,
    long rows,
    Long bytes,
    Map<String, Long> offsets,
    Map<String, Long> rejected,
    FirstReject firstReject,
    long ambiguousTimes,
    boolean done) {

  private static final Pattern PARTITION = Pattern.compile("[0-9]{1,9}");
  private static final Pattern RULE = Pattern.compile("[a-z_]{1,50}");

  Checkpoint {
    if (ingestion == null) {
      throw new IllegalArgumentException("a checkpoint has an ingestion");
    }
    offsets = checked("offsets", offsets, PARTITION);
    rejected = checked("rejected", rejected, RULE);
  }

  BsonDocument toBson() {
    return new BsonFields()
        .number("rows", rows)
        .number("bytes", bytes)
        .numbers("offsets", offsets)
        .numbers("rejected", rejected)
        .document("firstReject", firstReject == null ? null : firstReject.toBson())
        .number("ambiguousTimes", ambiguousTimes)
        .flag("done", done)
        .document();
  }

  private static Map<String, Long> checked(String field, Map<String, Long> values, Pattern names) {
    Map<String, Long> given = values == null ? Map.of() : values;
    Set<String> keys = given.keySet();
    if (!keys.stream().allMatch(names.asMatchPredicate()) || given.containsValue(null)) {
      throw new IllegalArgumentException(field + " has a wrong name or value");
    }
    return given;
  }
}
