package io.meanstream.ingest.run;

import io.meanstream.ingest.kafka.IngestionLog;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.SourceKey;
import io.meanstream.source.Content;
import io.meanstream.source.Prefixes;
import io.meanstream.source.SourceException;
import io.meanstream.source.SourceFile;
import io.meanstream.source.UnpackLimits;
import io.meanstream.source.Watch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds files of a dataset without a key that bring rows again: there a row is known by its file's
 * bytes and its place in them, so that all rows of a file that has changed or grown are new.
 */
final class ChangedFileCheck {

  private static final String AGAIN = "; without a key its rows count again";

  private final IngestionLog log;
  private final UnpackLimits unpack;

  /**
   * A check against the ingestions of a log.
   *
   * @param log read up to now
   */
  ChangedFileCheck(IngestionLog log, UnpackLimits unpack) {
    this.log = log;
    this.unpack = unpack;
  }

  /**
   * What is to be said about the rows that an ingestion would bring again; nothing where its own
   * content has been begun or read before.
   *
   * @param found the ingestion, with its content
   * @throws SourceException if its source cannot be read any more
   */
  <E extends Exception> Optional<String> warning(Ingestion found, Watch<E> watch)
      throws SourceException, E {
    Content content = found.content().orElseThrow();
    if (checkpoint(found).isPresent()) {
      return Optional.empty();
    }
    List<Ingestion> earlier =
        log.ingestions().stream()
            .filter(it -> it.dataset().equals(found.dataset()))
            .filter(this::hasRows)
            .toList();
    if (earlier.stream().anyMatch(it -> isSameFile(it.source(), found.source()))) {
      return Optional.of("was ingested before with other content" + AGAIN);
    }
    return beginning(found, content, earlier, watch)
        .map(it -> "begins with all rows of %s, which was ingested before".formatted(it) + AGAIN);
  }

  /** The name of an earlier file that this one begins with, the longest of several. */
  private <E extends Exception> Optional<String> beginning(
      Ingestion found, Content content, List<Ingestion> earlier, Watch<E> watch)
      throws SourceException, E {
    Map<Long, List<Ingestion>> byLength =
        earlier.stream()
            .filter(it -> bytes(it) < content.bytes())
            .collect(Collectors.groupingBy(ChangedFileCheck::bytes));
    TreeSet<Long> lengths = new TreeSet<>(byLength.keySet());
    Map<Long, String> hashes = Prefixes.hashes(found.source(), lengths, unpack, watch);
    return lengths.descendingSet().stream()
        .flatMap(length -> byLength.get(length).stream())
        .filter(it -> hash(it).equals(hashes.get(bytes(it))))
        .map(it -> it.source().name())
        .findFirst();
  }

  private static boolean isSameFile(SourceFile one, SourceFile other) {
    return one.name().equals(other.name())
        || one.file().equals(other.file()) && one.entry().equals(other.entry());
  }

  private boolean hasRows(Ingestion ingestion) {
    return ingestion.content().filter(it -> it.rows() > 0).isPresent()
        && checkpoint(ingestion)
            .filter(at -> at.rows() > 0 || !ingestion.state().isEnded())
            .isPresent();
  }

  private Optional<Checkpoint> checkpoint(Ingestion ingestion) {
    return log.checkpoint(SourceKey.of(ingestion.dataset(), hash(ingestion)));
  }

  private static String hash(Ingestion ingestion) {
    return ingestion.content().orElseThrow().hash();
  }

  private static long bytes(Ingestion ingestion) {
    return ingestion.content().orElseThrow().bytes();
  }
}
