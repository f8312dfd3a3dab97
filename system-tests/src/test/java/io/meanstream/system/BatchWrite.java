package io.meanstream.system;

import io.meanstream.system.fault.Request;
import io.meanstream.testing.store.StoreFixture;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.bson.BsonDocument;

/**
 * The persister's writes for a batch of rows, in order: six steps, the fourth of which is two
 * writes.
 */
enum BatchWrite {
  INSERT((request, dataset) -> request.is("insert", "rows_" + dataset)),
  PLAN((request, dataset) -> request.is("update", "positions") && moves(request, dataset, false)),
  CORRECT((request, dataset) -> request.is("update", "rows_" + dataset)),
  TOUCH(
      (request, dataset) ->
          request.is("update", "datasets") && update(request).containsKey("$inc")),
  REJECT((request, dataset) -> request.is("insert", "rejects")),
  COUNT((request, dataset) -> request.is("update", "ingestions") && counts(request)),
  ADVANCE((request, dataset) -> request.is("update", "positions") && moves(request, dataset, true));

  private final BiPredicate<Request, String> condition;

  BatchWrite(BiPredicate<Request, String> condition) {
    this.condition = condition;
  }

  /** Matches this step's request for the first partition of a dataset's topic. */
  Predicate<Request> of(String dataset) {
    return request ->
        StoreFixture.isDatabaseOf(dataset, request.database()) && condition.test(request, dataset);
  }

  private static boolean moves(Request request, String dataset, boolean next) {
    boolean ofRows =
        request.documents().get(0).getDocument("q").toString().contains(dataset + "|0");
    return ofRows && update(request).getDocument("$set").containsKey("next") == next;
  }

  private static boolean counts(Request request) {
    return request.documents().stream()
        .map(change -> change.getDocument("u"))
        .filter(update -> update.containsKey("$set"))
        .anyMatch(update -> update.getDocument("$set").containsKey("totals.0"));
  }

  private static BsonDocument update(Request request) {
    return request.documents().get(0).getDocument("u");
  }
}
