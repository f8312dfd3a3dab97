package io.meanstream.persist.batch;

import io.smallrye.mutiny.Uni;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.BsonDocument;

/** What stands between the code under test and the store. */
interface RequestGate {

  /** Lets a request through, now, later or never. */
  <T> Uni<T> pass(Supplier<Uni<T>> request);

  /** Whether the store is to refuse a document for good, as a validator would. */
  boolean refuses(BsonDocument document);

  /** A gate that is open, to a store that refuses some documents. */
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
