package io.meanstream.persist.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The documents that an unordered bulk did not write; it wrote all others.
 *
 * @param existing the places of those that were there already
 * @param refused the places of those that the store would not take, each with its reason
 */
public record BulkResult(Set<Integer> existing, Map<Integer, String> refused) {

  /**
   * The result of a bulk, told by its errors alone: not every server counts rightly what it wrote.
   * A fault that is not of single documents remains a failure.
   */
  static Uni<BulkResult> of(Uni<?> bulk) {
    return bulk.<BulkResult>map(written -> new BulkResult(Set.of(), Map.of()))
        .onFailure(BulkResult::isOfDocuments)
        .recoverWithItem(failure -> from((MongoBulkWriteException) failure));
  }

  private static boolean isOfDocuments(Throwable failure) {
    return failure instanceof MongoBulkWriteException bulk && StoreFault.isOfDocuments(bulk);
  }

  private static BulkResult from(MongoBulkWriteException failure) {
    Set<Integer> existing = new HashSet<>();
    Map<Integer, String> refused = new HashMap<>();
    for (BulkWriteError error : failure.getWriteErrors()) {
      if (StoreFault.of(error) == StoreFault.EXISTING) {
        existing.add(error.getIndex());
      } else {
        refused.put(error.getIndex(), error.getMessage());
      }
    }
    return new BulkResult(existing, refused);
  }
}
