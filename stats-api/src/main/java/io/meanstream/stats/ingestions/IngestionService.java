package io.meanstream.stats.ingestions;

import io.meanstream.service.paging.Cursor;
import io.meanstream.service.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads ingestions with their balances. Always reads the positions first: the persister writes the
 * totals before it advances a position, so totals read later are complete up to that position.
 */
@ApplicationScoped
class IngestionService {

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
    return positions.all().flatMap(reached -> sum(ingestions.all(dataset), reached));
  }

  private static Uni<Balance> sum(Multi<IngestionDocument> ingestions, Positions reached) {
    return ingestions
        .map(ingestion -> Ingestion.of(ingestion, reached).balance())
        .collect()
        .with(Collectors.reducing(Balance.ZERO, Balance::plus));
  }
}
