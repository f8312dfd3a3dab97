package io.meanstream.stats.ingestions;

import io.meanstream.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Ingestions with their balance. The positions are always read first: the persister raises a
 * position after it has written the totals, so totals read later are complete up to there.
 */
@ApplicationScoped
class Ingestions {

  private final IngestionRepository ingestions;
  private final PositionRepository positions;

  Ingestions(IngestionRepository ingestions, PositionRepository positions) {
    this.ingestions = ingestions;
    this.positions = positions;
  }

  Uni<IngestionsPage> page(IngestionsQuery query) {
    return positions
        .all()
        .flatMap(
            reached ->
                ingestions.find(query).map(found -> IngestionsPage.of(query, found, reached)));
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

  Uni<BalanceView> balance(Optional<String> dataset) {
    return positions
        .all()
        .flatMap(
            reached ->
                ingestions
                    .all(dataset)
                    .map(found -> Ingestion.of(found, reached))
                    .collect()
                    .in(() -> new BalanceView[] {BalanceView.EMPTY}, Ingestions::add)
                    .map(sum -> sum[0]));
  }

  private static void add(BalanceView[] sum, Ingestion ingestion) {
    sum[0] = sum[0].plus(ingestion);
  }
}
