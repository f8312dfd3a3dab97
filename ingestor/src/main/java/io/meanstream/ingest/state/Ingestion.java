package io.meanstream.ingest.state;

import io.meanstream.protocol.IngestionFigures;
import io.meanstream.protocol.IngestionState;
import io.meanstream.source.Content;
import io.meanstream.source.SourceFile;
import io.meanstream.source.Warnings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request to read one source into one dataset, and its result.
 *
 * @param id unique, and greater than the ids of earlier requests
 * @param owner the process that reads the source, or will
 * @param startedAt when the source was first opened
 * @param end how it ended, if it has
 */
public record Ingestion(
    String id,
    Request request,
    IngestionState state,
    Owner owner,
    Findings findings,
    Optional<Instant> startedAt,
    Optional<End> end) {

  /**
   * What was found out about the source.
   *
   * @param content the source's content, once it was hashed
   * @param unknownColumns columns that match no field of the dataset
   * @param figures counts over its rows, once it is done
   * @param warnings what the user should check
   */
  public record Findings(
      Optional<Content> content,
      List<String> unknownColumns,
      IngestionFigures figures,
      Warnings warnings) {

    static final Findings NONE =
        new Findings(Optional.empty(), List.of(), IngestionFigures.NONE, Warnings.NONE);

    public Findings {
      unknownColumns = List.copyOf(unknownColumns);
    }

    private Findings with(Content found, List<String> unknown) {
      return new Findings(Optional.of(found), unknown, figures, warnings.and(found.warnings()));
    }

    private Findings with(IngestionFigures counted) {
      return new Findings(content, unknownColumns, counted, warnings);
    }

    private Findings with(Warnings more) {
      return new Findings(content, unknownColumns, figures, warnings.and(more));
    }
  }

  /**
   * How an ingestion ended, besides its state.
   *
   * @param knownAs the ingestion that the source's rows belong to, if it is another one
   * @param error why it failed
   */
  public record End(Optional<Instant> at, Optional<String> knownAs, Optional<String> error) {

    private static End of(Instant at) {
      return new End(Optional.of(at), Optional.empty(), Optional.empty());
    }
  }

  /** A request that waits for its turn. */
  public static Ingestion queued(String id, Request request, Owner owner) {
    return new Ingestion(
        id,
        request,
        IngestionState.QUEUED,
        owner,
        Findings.NONE,
        Optional.empty(),
        Optional.empty());
  }

  /** The name of the dataset. */
  public String dataset() {
    return request.dataset();
  }

  /** Where its bytes come from. */
  public SourceFile source() {
    return request.source();
  }

  /** The source's content, once it was hashed. */
  public Optional<Content> content() {
    return findings.content();
  }

  /** The source's columns that match no field of the dataset. */
  public List<String> unknownColumns() {
    return findings.unknownColumns();
  }

  /** What the user should check in the source. */
  public Warnings warnings() {
    return findings.warnings();
  }

  /** When it ended, if it has. */
  public Optional<Instant> endedAt() {
    return end.flatMap(End::at);
  }

  /** The ingestion that the source's rows belong to, if it is another one. */
  public Optional<String> knownAs() {
    return end.flatMap(End::knownAs);
  }

  /** Why it failed, if it has. */
  public Optional<String> error() {
    return end.flatMap(End::error);
  }

  /** The key of this reading, once the source was hashed. */
  public Optional<SourceKey> key() {
    Optional<String> replay = request.replay() ? Optional.of(id) : Optional.empty();
    return content().map(found -> new SourceKey(request.dataset(), found.hash(), replay));
  }

  /** Queued again after it failed or was cancelled. */
  public Ingestion queuedAgain(Owner reader) {
    return unended(request, IngestionState.QUEUED, reader, Optional.empty());
  }

  /** Hashing its source. */
  public Ingestion hashing(Owner reader, Instant now) {
    return unended(request, IngestionState.HASHING, reader, Optional.of(startedAt.orElse(now)));
  }

  /** Sending rows to Kafka; this owner reads them from this file. */
  public Ingestion reading(Owner reader, SourceFile from) {
    return unended(request.from(from), IngestionState.READING, reader, startedAt);
  }

  /** Requested as a replay, but the source was never read, so this is its first reading. */
  public Ingestion firstReading() {
    return new Ingestion(id, request.firstReading(), state, owner, findings, startedAt, end);
  }

  /** The same, with the content of its source. */
  public Ingestion holding(Content found, List<String> unknown) {
    return with(findings.with(found, unknown));
  }

  /** The same, with more warnings. */
  public Ingestion warned(Warnings more) {
    return with(findings.with(more));
  }

  /** Ended: all rows of its source are in Kafka. */
  public Ingestion done(IngestionFigures figures, Instant now) {
    return with(findings.with(figures)).ended(IngestionState.DONE, End.of(now));
  }

  /** Ended: the rows of its source belong to another ingestion. */
  public Ingestion known(String as, Instant now) {
    return with(findings.with(IngestionFigures.NONE))
        .ended(IngestionState.KNOWN, new End(Optional.of(now), Optional.of(as), Optional.empty()));
  }

  /** Ended: it could not be completed. */
  public Ingestion failed(String error, Instant now) {
    return ended(
        IngestionState.FAILED, new End(Optional.of(now), Optional.empty(), Optional.of(error)));
  }

  /** Ended: it was cancelled. */
  public Ingestion cancelled(Instant now) {
    return ended(IngestionState.CANCELLED, End.of(now));
  }

  private Ingestion with(Findings more) {
    return new Ingestion(id, request, state, owner, more, startedAt, end);
  }

  private Ingestion unended(
      Request by, IngestionState next, Owner reader, Optional<Instant> started) {
    return new Ingestion(id, by, next, reader, findings, started, Optional.empty());
  }

  private Ingestion ended(IngestionState last, End how) {
    return new Ingestion(id, request, last, owner, findings, startedAt, Optional.of(how));
  }
}
