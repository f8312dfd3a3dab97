package io.meanstream.ingest.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.meanstream.catalog.source.Delimiter;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.ReadProgress;
import io.meanstream.protocol.FirstReject;
import io.meanstream.protocol.IngestionState;
import io.meanstream.source.Content;
import io.meanstream.source.Skipped;
import io.meanstream.source.TextOptions;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An ingestion as the API shows it.
 *
 * @param replay whether the source was read before and is deliberately read again
 * @param rows the number of rows of the source, once counted
 * @param bytes the number of its bytes, decompressed
 * @param bytesRead how many of them the current or last pass has read
 * @param read how many rows are in Kafka or rejected
 * @param rowsPerSecond the current rate of rows to Kafka
 * @param secondsLeft the remaining time at this rate
 * @param firstReject the first rejected row
 * @param figures further counts, by name
 * @param charset of its bytes: the one in use or, before it was hashed, the requested one
 * @param delimiter between its fields, likewise: {@code tab} or the character itself
 * @param warnings what the user should check in the source, one sentence each
 */
public record IngestionAnswer(
    String id,
    String dataset,
    String source,
    String state,
    boolean replay,
    Optional<Long> rows,
    Optional<Long> bytes,
    long bytesRead,
    long read,
    Optional<Double> rowsPerSecond,
    Optional<Double> secondsLeft,
    long rejected,
    SortedMap<String, Long> rejectedByRule,
    Optional<FirstReject> firstReject,
    Map<String, Long> figures,
    Optional<String> charset,
    Optional<String> delimiter,
    List<String> unknownColumns,
    List<String> warnings,
    Optional<String> knownAs,
    Optional<String> error,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt) {

  static IngestionAnswer of(
      Ingestion ingestion,
      Optional<Checkpoint> checkpoint,
      Optional<ReadProgress> pass,
      Owner self) {
    long read = checkpoint.map(Checkpoint::rows).orElse(0L);
    Optional<Long> rows = ingestion.content().map(Content::rows);
    boolean reading = ingestion.state() == IngestionState.READING;
    Optional<Double> rate = pass.filter(now -> reading).flatMap(now -> now.rowsPerSecond(read));
    Optional<TextOptions> found = ingestion.content().map(Content::text);
    TextOptions asked = ingestion.request().text();
    return new IngestionAnswer(
        ingestion.id(),
        ingestion.dataset(),
        ingestion.source().name(),
        ingestion.state().id(),
        ingestion.request().replay(),
        rows,
        ingestion.content().map(Content::bytes),
        pass.map(ReadProgress::bytes).or(() -> checkpoint.map(Checkpoint::bytes)).orElse(0L),
        read,
        rate,
        rows.flatMap(all -> rate.map(it -> (all - read) / it)),
        checkpoint.map(Checkpoint::rejectedRows).orElse(0L),
        new TreeMap<>(checkpoint.map(Checkpoint::rejected).orElse(Map.of())),
        checkpoint.flatMap(Checkpoint::firstReject),
        checkpoint.map(Checkpoint::figures).orElse(ingestion.findings().figures()).byId(),
        found.flatMap(TextOptions::charset).or(asked::charset).map(Charset::name),
        found.flatMap(TextOptions::delimiter).or(asked::delimiter).map(Delimiter::nameOf),
        ingestion.unknownColumns(),
        ingestion.warnings().texts(),
        ingestion.knownAs(),
        ingestion.error().or(() -> otherReader(ingestion, self)),
        ingestion.request().createdAt(),
        ingestion.startedAt(),
        ingestion.endedAt());
  }

  /** Each figure is a field of its own in the response. */
  @Override
  @JsonAnyGetter
  public Map<String, Long> figures() {
    return figures;
  }

  private static Optional<String> otherReader(Ingestion ingestion, Owner self) {
    boolean elsewhere = !ingestion.state().isEnded() && !ingestion.owner().equals(self);
    return elsewhere ? Optional.of("taken over by " + ingestion.owner()) : Optional.empty();
  }

  /**
   * The ingestions created by one request, in the order in which they will be read.
   *
   * @param skipped the other files, which are not read
   */
  public record Accepted(List<IngestionAnswer> ingestions, List<Skipped> skipped) {}

  /**
   * A page of ingestions.
   *
   * @param next the address of the next page
   */
  public record Page(List<IngestionAnswer> items, Optional<String> next) {}
}
