package io.meanstream.persist.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The documents that an unordered bulk did not write. It wrote all others.
 *
 * @param existing the indexes of documents that already existed
 * @param refused the indexes of documents that the store did not accept, with the reason
 */
public record BulkResult(Set<Integer> existing, Map<Integer, String> refused) {

  /**
   * The result of a bulk, derived from its errors alone: not every server counts its writes
   * correctly. An error that does not belong to single documents remains a failure.
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
