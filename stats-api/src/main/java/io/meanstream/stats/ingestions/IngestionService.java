package io.meanstream.stats.ingestions;

import io.meanstream.service.paging.Cursor;
import io.meanstream.service.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads ingestions with their balances. Always reads the positions first: the persister writes the
 * totals before it advances a position, so totals read later are complete up to that position.
 */
@ApplicationScoped
public class IngestionService {

  private final IngestionRepository ingestions;
  private final PositionRepository positions;

  IngestionService(IngestionRepository ingestions, PositionRepository positions) {
    this.ingestions = ingestions;
    this.positions = positions;
  }

  Uni<IngestionsPage> page(Optional<String> dataset, int limit, Optional<Cursor> after) {
    return positions
        .all()
        .flatMap(
            reached ->
                ingestions
                    .find(dataset, limit, after)
                    .map(found -> IngestionsPage.of(found, limit, reached)));
  }

  Uni<Ingestion> get(String id) {
    return positions
        .all()
        .flatMap(
            reached ->
                ingestions
                    .findById(id)
                    .onItem()
                    .ifNull()
                    .failWith(() -> ProblemException.unknown("ingestion", id))
                    .map(found -> Ingestion.of(found, reached)));
  }

  Uni<Balance> balance(Optional<String> dataset) {
    return stream(dataset)
        .map(Ingestion::balance)
        .collect()
        .with(Collectors.reducing(Balance.ZERO, Balance::plus));
  }

  /** The newest ingestions, the newest first. */
  public Uni<List<Ingestion>> newest(int limit) {
    return page(Optional.empty(), limit, Optional.empty()).map(IngestionsPage::items);
  }

  /** The balance of each of these datasets, in their order. */
  public Uni<List<DatasetBalance>> balances(List<String> datasets) {
    return positions
        .all()
        .flatMap(
            reached ->
                ingestions
                    .all(Optional.empty())
                    .filter(found -> datasets.contains(found.dataset))
                    .collect()
                    .in(() -> zeros(datasets), (sums, found) -> add(sums, found, reached)))
        .map(sums -> List.copyOf(sums.values()));
  }

  private static Map<String, DatasetBalance> zeros(List<String> datasets) {
    Map<String, DatasetBalance> zeros = new LinkedHashMap<>();
    datasets.forEach(dataset -> zeros.put(dataset, DatasetBalance.zero(dataset)));
    return zeros;
  }

  private static void add(
      Map<String, DatasetBalance> sums, IngestionDocument found, Positions reached) {
    sums.computeIfPresent(found.dataset, (dataset, sum) -> sum.plus(Ingestion.of(found, reached)));
  }

  /** Sums up the balances of each dataset's ingestions. */
  Uni<BalancesByDataset> balancesByDataset() {
    return stream(Optional.empty()).collect().in(BalancesByDataset::new, BalancesByDataset::add);
  }

  private Multi<Ingestion> stream(Optional<String> dataset) {
    return positions
        .all()
        .onItem()
        .transformToMulti(
            reached -> ingestions.all(dataset).map(ingestion -> Ingestion.of(ingestion, reached)));
  }
}
