package io.meanstream.ingest.state;

import io.meanstream.protocol.IngestionState;
import io.meanstream.source.Content;
import io.meanstream.source.SourceFile;
import io.meanstream.source.Warnings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request to read one source into one dataset, and what has come of it.
 *
 * @param id unique, and greater than those of earlier requests
 * @param owner who reads the source, or will
 * @param content what the source holds, once its hash was found
 * @param unknownColumns its columns that the dataset has no field for
 * @param ambiguousTimes how many local times its zone's clock showed twice or never
 * @param warnings what somebody should look at in the source
 * @param knownAs the ingestion that the source's rows belong to, where it is another one
 * @param error why it failed
 */
public record Ingestion(
    String id,
    Request request,
    IngestionState state,
    Owner owner,
    Optional<Content> content,
    List<String> unknownColumns,
    long ambiguousTimes,
    Warnings warnings,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> knownAs,
    Optional<String> error) {

  public Ingestion {
    unknownColumns = List.copyOf(unknownColumns);
  }

  /** A request that waits for its turn. */
  public static Ingestion queued(String id, Request request, Owner owner) {
    return new Ingestion(
        id,
        request,
        IngestionState.QUEUED,
        owner,
        Optional.empty(),
        List.of(),
        0,
        Warnings.NONE,
        Optional.empty(),
        Optional.empty(),
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

  /** What its reading is known by, once its hash was found. */
  public Optional<SourceKey> key() {
    Optional<String> replay = request.replay() ? Optional.of(id) : Optional.empty();
    return content.map(found -> new SourceKey(request.dataset(), found.hash(), replay));
  }

  /** It has ended before its time, and waits for its turn again. */
  public Ingestion queuedAgain(Owner reader) {
    return new Ingestion(
        id,
        request,
        IngestionState.QUEUED,
        reader,
        content,
        unknownColumns,
        ambiguousTimes,
        warnings,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** It was to read again what was never read, so that this is the first reading. */
  public Ingestion firstReading() {
    return new Ingestion(
        id,
        request.firstReading(),
        state,
        owner,
        content,
        unknownColumns,
        ambiguousTimes,
        warnings,
        startedAt,
        endedAt,
        knownAs,
        error);
  }

  /** Its source is read to find its hash. */
  public Ingestion hashing(Owner reader, Instant now) {
    return new Ingestion(
        id,
        request,
        IngestionState.HASHING,
        reader,
        content,
        unknownColumns,
        ambiguousTimes,
        warnings,
        Optional.of(startedAt.orElse(now)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Its content is known. */
  public Ingestion holding(Content found, List<String> unknown) {
    return new Ingestion(
        id,
        request,
        state,
        owner,
        Optional.of(found),
        unknown,
        ambiguousTimes,
        warnings.and(found.warnings()),
        startedAt,
        endedAt,
        knownAs,
        error);
  }

  /** The same, with more that somebody should look at. */
  public Ingestion warned(Warnings more) {
    return new Ingestion(
        id,
        request,
        state,
        owner,
        content,
        unknownColumns,
        ambiguousTimes,
        warnings.and(more),
        startedAt,
        endedAt,
        knownAs,
        error);
  }

  /** Its rows go to Kafka by this owner, who takes them from this file. */
  public Ingestion reading(Owner reader, SourceFile from) {
    return new Ingestion(
        id,
        request.from(from),
        IngestionState.READING,
        reader,
        content,
        unknownColumns,
        ambiguousTimes,
        warnings,
        startedAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** All rows of its source are in Kafka. */
  public Ingestion done(long ambiguous, Instant now) {
    return ended(IngestionState.DONE, ambiguous, now, Optional.empty(), Optional.empty());
  }

  /** The rows of its source belong to another ingestion. */
  public Ingestion known(String as, Instant now) {
    return ended(IngestionState.KNOWN, 0, now, Optional.of(as), Optional.empty());
  }

  /** It cannot go on. */
  public Ingestion failed(String why, Instant now) {
    return ended(IngestionState.FAILED, ambiguousTimes, now, Optional.empty(), Optional.of(why));
  }

  /** Somebody ended it. */
  public Ingestion cancelled(Instant now) {
    return ended(IngestionState.CANCELLED, ambiguousTimes, now, Optional.empty(), Optional.empty());
  }

  private Ingestion ended(
      IngestionState end, long ambiguous, Instant now, Optional<String> as, Optional<String> why) {
    return new Ingestion(
        id,
        request,
        end,
        owner,
        content,
        unknownColumns,
        ambiguous,
        warnings,
        startedAt,
        Optional.of(now),
        as,
        why);
  }
}
