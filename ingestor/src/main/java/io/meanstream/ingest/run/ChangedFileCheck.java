package io.meanstream.ingest.run;

import io.meanstream.ingest.ChangedFiles;
import io.meanstream.ingest.kafka.IngestionLog;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.SourceKey;
import io.meanstream.source.Content;
import io.meanstream.source.Prefixes;
import io.meanstream.source.SourceException;
import io.meanstream.source.SourceFile;
import io.meanstream.source.Warnings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Detects files that repeat rows of earlier files, in a dataset without a key. There a row is
 * identified by its file's bytes and its position, so all rows of a changed or grown file are new.
 */
final class ChangedFileCheck {

  private static final String AGAIN = "; without a key its rows count again";

  private static final Logger LOG = Logger.getLogger(ChangedFileCheck.class);

  private final TransferContext context;
  private final IngestionLog log;
  private final CancellationToken token;

  /** A check against the ingestions in the log, which the caller has read up to now. */
  ChangedFileCheck(TransferContext context, CancellationToken token) {
    this.context = context;
    this.log = context.log();
    this.token = token;
  }

  /**
   * Returns the ingestion, with a warning if it repeats rows.
   *
   * @param found the ingestion, with its content
   * @throws SourceException if it repeats rows and the configuration refuses that, or if its source
   *     can no longer be read
   */
  Ingestion apply(Ingestion found) throws SourceException, ShutdownException {
    Optional<String> warning = warning(found);
    if (warning.isEmpty()) {
      return found;
    }
    if (context.changedFiles() == ChangedFiles.REFUSE) {
      throw new SourceException(
          found.source().name(),
          warning.get() + "; refused, since meanstream.ingestor.changed-files is refuse");
    }
    LOG.warnf("ingestion=%s source=%s %s", found.id(), found.source().name(), warning.get());
    return found.warned(Warnings.NONE.and(warning.get()));
  }

  /** Empty if the same content has been read before, even partly. */
  private Optional<String> warning(Ingestion found) throws SourceException, ShutdownException {
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
    return beginning(found, content, earlier)
        .map(it -> "begins with all rows of %s, which was ingested before".formatted(it) + AGAIN);
  }

  /** The name of the longest earlier file that is a prefix of this one. */
  private Optional<String> beginning(Ingestion found, Content content, List<Ingestion> earlier)
      throws SourceException, ShutdownException {
    Map<Long, List<Ingestion>> byLength =
        earlier.stream()
            .filter(it -> bytes(it) < content.bytes())
            .collect(Collectors.groupingBy(ChangedFileCheck::bytes));
    TreeSet<Long> lengths = new TreeSet<>(byLength.keySet());
    Map<Long, String> hashes =
        Prefixes.hashes(found.source(), lengths, context.unpack(), bytes -> token.check());
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
