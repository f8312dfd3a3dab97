package io.meanstream.persist.batch;

import io.smallrye.mutiny.Uni;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.BsonDocument;

/** Stands between the code under test and the store. */
interface RequestGate {

  /** Lets a request through, now, later or never. */
  <T> Uni<T> pass(Supplier<Uni<T>> request);

  /** Whether the store refuses a document for good, as a validator would. */
  boolean refuses(BsonDocument document);

  /** An open gate to a store that refuses some documents. */
  static RequestGate refusing(Predicate<BsonDocument> refused) {
    return new RequestGate() {
      @Override
      public <T> Uni<T> pass(Supplier<Uni<T>> request) {
        return request.get();
      }

      @Override
      public boolean refuses(BsonDocument document) {
        return refused.test(document);
      }
    };
  }
}
