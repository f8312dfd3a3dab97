package io.meanstream.ingest.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.http.IngestionAnswer;
import io.meanstream.ingest.http.IngestionAnswers;
import io.meanstream.ingest.inbox.DatasetInbox.Submission;
import io.meanstream.ingest.run.Ingestor;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.source.DataFiles;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.SourceException;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** Ingests files of the inbox, like requests without a caller. */
@ApplicationScoped
class InboxIngestions {

  private final Ingestor ingestor;
  private final Ingestions ingestions;
  private final IngestionAnswers answers;
  private final UnpackLimits unpack;
  private final ObjectMapper json;
  private final Clock clock;

  InboxIngestions(
      Ingestor ingestor,
      Ingestions ingestions,
      IngestionAnswers answers,
      UnpackLimits unpack,
      ObjectMapper json,
      Clock clock) {
    this.ingestor = ingestor;
    this.ingestions = ingestions;
    this.answers = answers;
    this.unpack = unpack;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Queues the sources of a file; returns once Kafka has them.
   *
   * @throws KafkaException if Kafka does not accept them
   */
  Submission submit(Dataset dataset, Path file) {
    try {
      DataFiles found =
          DataFiles.below(file, unpack)
              .of(dataset, file, ReadOptions.of(dataset, TextOptions.DEFINED, unpack));
      return new Submission(
          ingestor.submit(dataset, found.sources(), TextOptions.DEFINED, false).stream()
              .map(Ingestion::id)
              .toList(),
          found.skipped(),
          Optional.empty());
    } catch (SourceException e) {
      return new Submission(List.of(), List.of(), Optional.of(e.getMessage()));
    }
  }

  /** The ended ingestions, as the API shows them. */
  List<IngestionAnswer> ended(List<String> ids) {
    return ids.stream()
        .flatMap(id -> ingestions.find(id).stream())
        .filter(ingestion -> ingestion.state().isEnded())
        .map(answers::of)
        .toList();
  }

  ObjectMapper json() {
    return json;
  }

  Instant now() {
    return clock.instant();
  }
}
