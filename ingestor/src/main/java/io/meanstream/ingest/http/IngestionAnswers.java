package io.meanstream.ingest.http;

import io.meanstream.ingest.run.Ingestor;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.ingest.state.Owner;
import io.meanstream.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** Builds responses about ingestions, with their progress. */
@ApplicationScoped
public class IngestionAnswers {

  private final Ingestor ingestor;
  private final Ingestions ingestions;
  private final Owner self;

  IngestionAnswers(Ingestor ingestor, Ingestions ingestions, Owner self) {
    this.ingestor = ingestor;
    this.ingestions = ingestions;
    this.self = self;
  }

  /** An ingestion as callers see it now. */
  public IngestionAnswer of(Ingestion ingestion) {
    String id = ingestion.id();
    return IngestionAnswer.of(
        ingestion, ingestions.checkpoint(id), ingestions.readProgress(id), self);
  }

  /**
   * Rejects requests until the log is read: before that, existing ingestions would seem unknown.
   *
   * @throws ProblemException while the ingestor starts
   */
  void refuseWhileStarting() {
    if (!ingestor.isReady()) {
      throw new ProblemException(503, "the ingestor is still starting");
    }
  }
}
