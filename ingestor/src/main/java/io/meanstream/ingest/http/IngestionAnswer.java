package io.meanstream.ingest.http;

import io.meanstream.catalog.Delimiter;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.ReadProgress;
import io.meanstream.protocol.FirstReject;
import io.meanstream.protocol.IngestionState;
import io.meanstream.source.Content;
import io.meanstream.source.Skipped;
import io.meanstream.source.TextOptions;
import io.meanstream.source.csv.CsvDialect;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An ingestion as callers see it.
 *
 * @param replay whether the source was read before, and is read again on purpose
 * @param rows how many rows the source has, once they were counted
 * @param bytes how many bytes it has, decompressed
 * @param bytesRead how many of them the pass that is under way has read, or the last one had
 * @param rowsPerSecond how fast rows get to Kafka at this moment
 * @param secondsLeft how long the rest takes at this rate
 * @param firstReject the first row that was rejected
 * @param read how many rows are in Kafka or rejected
 * @param warnings what somebody should look at in the source, each in a sentence
 * @param charset of its bytes: as it is used, or, until its first bytes were read, asked for
 * @param delimiter between its fields, likewise; {@code tab}, or the character itself
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
    long ambiguousTimes,
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
      Ingestion ingestion, Optional<Checkpoint> progress, Optional<ReadProgress> pace, Owner self) {
    long read = progress.map(Checkpoint::rows).orElse(0L);
    Optional<Long> rows = ingestion.content().map(Content::rows);
    boolean reading = ingestion.state() == IngestionState.READING;
    Optional<Double> rate = pace.filter(now -> reading).flatMap(now -> now.rowsPerSecond(read));
    Optional<CsvDialect> dialect = ingestion.content().map(Content::dialect);
    TextOptions asked = ingestion.request().text();
    return new IngestionAnswer(
        ingestion.id(),
        ingestion.dataset(),
        ingestion.source().name(),
        ingestion.state().id(),
        ingestion.request().replay(),
        rows,
        ingestion.content().map(Content::bytes),
        pace.map(ReadProgress::bytes).or(() -> progress.map(Checkpoint::bytes)).orElse(0L),
        read,
        rate,
        rows.flatMap(all -> rate.map(it -> (all - read) / it)),
        progress.map(Checkpoint::rejectedRows).orElse(0L),
        new TreeMap<>(progress.map(Checkpoint::rejected).orElse(Map.of())),
        progress.flatMap(Checkpoint::firstReject),
        progress.map(Checkpoint::ambiguousTimes).orElse(ingestion.findings().ambiguousTimes()),
        dialect.map(CsvDialect::charset).or(asked::charset).map(Charset::name),
        dialect.map(CsvDialect::separator).or(asked::delimiter).map(Delimiter::nameOf),
        ingestion.unknownColumns(),
        ingestion.warnings().texts(),
        ingestion.knownAs(),
        ingestion.error().or(() -> otherReader(ingestion, self)),
        ingestion.request().createdAt(),
        ingestion.startedAt(),
        ingestion.endedAt());
  }

  private static Optional<String> otherReader(Ingestion ingestion, Owner self) {
    boolean elsewhere = !ingestion.state().isEnded() && !ingestion.owner().equals(self);
    return elsewhere ? Optional.of("taken over by " + ingestion.owner()) : Optional.empty();
  }

  /**
   * Those that one request has asked for, in the order in which they will be read.
   *
   * @param skipped what was found beside them and is not read
   */
  public record Accepted(List<IngestionAnswer> ingestions, List<Skipped> skipped) {}

  /**
   * All of them.
   *
   * @param next where more would be found
   */
  public record Page(List<IngestionAnswer> items, Optional<String> next) {}
}
