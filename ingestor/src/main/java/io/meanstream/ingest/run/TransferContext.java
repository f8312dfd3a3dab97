package io.meanstream.ingest.run;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.ChangedFiles;
import io.meanstream.ingest.kafka.ChunkLimits;
import io.meanstream.ingest.kafka.IngestionLog;
import io.meanstream.ingest.kafka.RowProducers;
import io.meanstream.ingest.kafka.StateChannel;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.ingest.state.Owner;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.UnpackLimits;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;

/**
 * The objects that all transfers of this process share.
 *
 * @param owner this process
 * @param log committed states and checkpoints
 */
record TransferContext(
    Owner owner,
    IngestionLog log,
    RowProducers producers,
    StateChannel states,
    Ingestions ingestions,
    IngestMetrics metrics,
    Tracer tracer,
    ChunkLimits limits,
    UnpackLimits unpack,
    Landing landing,
    ChangedFiles changedFiles,
    ShutdownSignal shutdown,
    Clock clock) {

  /** How the source of an ingestion is read. */
  ReadOptions options(Dataset dataset, Ingestion ingestion) {
    return ReadOptions.of(dataset, ingestion.request().text(), unpack);
  }
}
