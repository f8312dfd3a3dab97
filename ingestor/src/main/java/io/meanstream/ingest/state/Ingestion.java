package io.meanstream.ingest.state;

import io.meanstream.ingest.source.Content;
import io.meanstream.ingest.source.SourceFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request to read one source into one dataset.
 *
 * @param id unique, and greater than those of earlier requests
 * @param topic where the rows go
 * @param owner who reads the source, or will
 * @param content what the source holds, once its hash was found
 * @param unknownColumns its columns that the dataset has no field for
 * @param ambiguousTimes how many local times its zone's clock showed twice or never
 * @param knownAs the ingestion that the source's rows belong to, where it is another one
 * @param error why it failed
 */
public record Ingestion(
    String id,
    String dataset,
    String topic,
    SourceFile source,
    IngestionState state,
    Owner owner,
    Optional<Content> content,
    List<String> unknownColumns,
    long ambiguousTimes,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> knownAs,
    Optional<String> error) {

  public Ingestion {
    unknownColumns = List.copyOf(unknownColumns);
  }

  /** A request that waits for its turn. */
  public static Ingestion queued(
      String id, String dataset, String topic, SourceFile source, Owner owner, Instant now) {
    return new Ingestion(
        id,
        dataset,
        topic,
        source,
        IngestionState.QUEUED,
        owner,
        Optional.empty(),
        List.of(),
        0,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Its source is read for the first time. */
  public Ingestion hashing(Owner reader, Instant now) {
    Optional<Instant> started = Optional.of(startedAt.orElse(now));
    return new Ingestion(
        id,
        dataset,
        topic,
        source,
        IngestionState.HASHING,
        reader,
        content,
        unknownColumns,
        ambiguousTimes,
        createdAt,
        started,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Its content is known. */
  public Ingestion holding(Content found, List<String> unknown) {
    return new Ingestion(
        id,
        dataset,
        topic,
        source,
        state,
        owner,
        Optional.of(found),
        unknown,
        ambiguousTimes,
        createdAt,
        startedAt,
        endedAt,
        knownAs,
        error);
  }

  /** Its rows go to Kafka by this owner, who takes them from this file. */
  public Ingestion reading(Owner reader, SourceFile from) {
    return with(IngestionState.READING, reader, from, ambiguousTimes, Optional.empty());
  }

  /** All rows of its source are in Kafka. */
  public Ingestion done(long ambiguous, Instant now) {
    return with(IngestionState.DONE, owner, source, ambiguous, Optional.of(now));
  }

  /** The rows of its source belong to another ingestion. */
  public Ingestion known(String as, Instant now) {
    return new Ingestion(
        id,
        dataset,
        topic,
        source,
        IngestionState.KNOWN,
        owner,
        content,
        unknownColumns,
        0,
        createdAt,
        startedAt,
        Optional.of(now),
        Optional.of(as),
        Optional.empty());
  }

  /** It cannot go on. */
  public Ingestion failed(String why, Instant now) {
    return new Ingestion(
        id,
        dataset,
        topic,
        source,
        IngestionState.FAILED,
        owner,
        content,
        unknownColumns,
        ambiguousTimes,
        createdAt,
        startedAt,
        Optional.of(now),
        Optional.empty(),
        Optional.of(why));
  }

  private Ingestion with(
      IngestionState next, Owner by, SourceFile from, long ambiguous, Optional<Instant> ended) {
    return new Ingestion(
        id,
        dataset,
        topic,
        from,
        next,
        by,
        content,
        unknownColumns,
        ambiguous,
        createdAt,
        startedAt,
        ended,
        Optional.empty(),
        Optional.empty());
  }
}
