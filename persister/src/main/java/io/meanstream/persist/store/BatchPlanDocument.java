package io.meanstream.persist.store;

import io.meanstream.persist.record.RejectReason;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Maps a plan to and from the field {@code plan} of its position. */
final class BatchPlanDocument {

  private BatchPlanDocument() {}

  static BsonDocument of(BatchPlan plan) {
    return new BsonDocument("to", new BsonInt64(plan.to()))
        .append("version", new BsonInt32(plan.version()))
        .append("corrections", array(plan.corrections().stream().map(BsonInt64::new)))
        .append(
            "rejects",
            array(
                plan.rejects().entrySet().stream()
                    .map(entry -> reject(entry.getKey(), entry.getValue()))))
        .append("counts", plan.counts().toBson())
        .append(
            "totals",
            array(
                plan.totals().entrySet().stream()
                    .map(entry -> total(entry.getKey(), entry.getValue()))))
        .append("days", array(plan.days().stream().map(day -> new BsonString(day.toString()))));
  }

  static BatchPlan parse(BsonDocument document) {
    Map<Long, RejectReason> rejects =
        documents(document, "rejects")
            .collect(
                Collectors.toMap(
                    reject -> reject.getInt64("offset").getValue(), BatchPlanDocument::reason));
    Map<String, Counts> totals = new HashMap<>();
    documents(document, "totals")
        .forEach(total -> totals.put(total.getString("ingestion").getValue(), Counts.from(total)));
    return new BatchPlan(
        document.getInt64("to").getValue(),
        document.getInt32("version").getValue(),
        values(document, "corrections")
            .map(offset -> offset.asInt64().getValue())
            .collect(Collectors.toCollection(TreeSet::new)),
        new TreeMap<>(rejects),
        Counts.from(document.getDocument("counts")),
        totals,
        values(document, "days")
            .map(day -> LocalDate.parse(day.asString().getValue()))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static BsonDocument reject(long offset, RejectReason reason) {
    return new BsonDocument("offset", new BsonInt64(offset))
        .append("field", new BsonString(reason.field()))
        .append("rule", new BsonString(reason.rule()))
        .append("message", new BsonString(reason.message()));
  }

  private static RejectReason reason(BsonDocument reject) {
    return new RejectReason(
        reject.getString("field").getValue(),
        reject.getString("rule").getValue(),
        reject.getString("message").getValue());
  }

  private static BsonDocument total(String ingestion, Counts counts) {
    BsonDocument total = new BsonDocument("ingestion", new BsonString(ingestion));
    total.putAll(counts.toBson());
    return total;
  }

  private static BsonArray array(Stream<? extends BsonValue> values) {
    return new BsonArray(values.collect(Collectors.<BsonValue>toList()));
  }

  private static Stream<BsonValue> values(BsonDocument document, String field) {
    List<BsonValue> values = document.getArray(field).getValues();
    return values.stream();
  }

  private static Stream<BsonDocument> documents(BsonDocument document, String field) {
    return values(document, field).map(BsonValue::asDocument);
  }
}
