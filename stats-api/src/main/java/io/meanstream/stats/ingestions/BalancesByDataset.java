package io.meanstream.stats.ingestions;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The balances of all ingestions by dataset. Not thread-safe.
 *
 * @param sums the sum of the balances of each dataset's ingestions
 * @param unbalanced the number of each dataset's unbalanced ingestions
 */
record BalancesByDataset(Map<String, Balance> sums, Map<String, Long> unbalanced) {

  /** Stands for records of internal topics, which belong to no dataset. */
  private static final String NO_DATASET = "none";

  BalancesByDataset() {
    this(new TreeMap<>(), new TreeMap<>());
  }

  void add(Ingestion ingestion) {
    String dataset = Optional.ofNullable(ingestion.dataset()).orElse(NO_DATASET);
    sums.merge(dataset, ingestion.balance(), Balance::plus);
    unbalanced.merge(dataset, ingestion.isUnbalanced() ? 1L : 0L, Long::sum);
  }
}
