package io.meanstream.persist.batch;

import io.meanstream.persist.record.DecodedRecord;
import io.meanstream.persist.record.RejectReason;
import io.meanstream.persist.record.Row;
import io.meanstream.persist.store.BulkResult;
import io.meanstream.persist.store.Rows;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Step 1: inserts the first record of each key that the store accepts. */
final class FirstInserts {

  /**
   * The result of step 1.
   *
   * @param existing keys that were already in the store, including those of an earlier attempt
   * @param refused the offsets of records that the store did not accept
   */
  record Result(Set<String> existing, Map<Long, RejectReason> refused) {}

  private final Rows rows;
  private final List<DecodedRecord> records;
  private final Set<String> existing = new HashSet<>();
  private final Map<Long, RejectReason> refused = new HashMap<>();

  FirstInserts(Rows rows, List<DecodedRecord> records) {
    this.rows = rows;
    this.records = records;
  }

  Uni<Result> run() {
    Map<String, Row> firsts = new LinkedHashMap<>();
    for (DecodedRecord decoded : records) {
      if (decoded instanceof Row row) {
        firsts.putIfAbsent(row.key(), row);
      }
    }
    return insert(new ArrayList<>(firsts.values()));
  }

  private Uni<Result> insert(List<Row> firsts) {
    if (firsts.isEmpty()) {
      return Uni.createFrom().item(new Result(existing, refused));
    }
    return rows.insert(firsts).chain(result -> insert(nextOf(firsts, result)));
  }

  /** The records to try instead of the refused ones. */
  private List<Row> nextOf(List<Row> tried, BulkResult result) {
    result.existing().forEach(index -> existing.add(tried.get(index).key()));
    Map<String, Row> next = new LinkedHashMap<>();
    result
        .refused()
        .forEach(
            (index, message) -> {
              Row row = tried.get(index);
              refused.put(row.offset(), RejectReason.byStore(message));
              later(row).ifPresent(later -> next.put(later.key(), later));
            });
    return new ArrayList<>(next.values());
  }

  private Optional<Row> later(Row row) {
    return records.stream()
        .filter(Row.class::isInstance)
        .map(Row.class::cast)
        .filter(other -> other.offset() > row.offset() && other.key().equals(row.key()))
        .findFirst();
  }
}
