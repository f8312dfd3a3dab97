package io.meanstream.ingest.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.http.IngestionAnswer;
import io.meanstream.ingest.inbox.SettledFiles.Settled;
import io.meanstream.ingest.inbox.SettledFiles.Stamp;
import io.meanstream.protocol.IngestionState;
import io.meanstream.source.Skipped;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The inbox folder of a dataset: takes files that no longer change, and moves them aside with a
 * report once all of their sources have ended. Its state is in memory only: a file that is still
 * there after a crash is taken again, and then recognized by its content. Not thread-safe.
 */
final class DatasetInbox implements Closeable {

  /** The maximum number of files in progress. */
  static final int MAX_TAKEN = 100;

  private static final Logger LOG = Logger.getLogger(DatasetInbox.class);

  private final Path folder;
  private final SettledFiles files;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final Map<Path, Taken> taken = new LinkedHashMap<>();

  /** A file in progress, and its state when it was taken. */
  private record Taken(Stamp stamp, Submission submission) {}

  /**
   * The result of queuing a file.
   *
   * @param ids of the ingestions, one for each source in it
   * @param error why there are none
   */
  record Submission(List<String> ids, List<Skipped> skipped, Optional<String> error) {}

  private DatasetInbox(Path folder, Duration quiet, FileChannel lockFile, FileLock lock) {
    this.folder = folder;
    this.files = new SettledFiles(folder, quiet);
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Takes charge of a folder; empty if another ingestor has it.
   *
   * @throws IOException if files cannot be moved there
   */
  static Optional<DatasetInbox> open(Path folder, Duration quiet) throws IOException {
    FileChannel file =
        FileChannel.open(
            folder.resolve(InboxNames.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = file.tryLock();
    if (lock == null) {
      file.close();
      return Optional.empty();
    }
    return Optional.of(new DatasetInbox(folder, quiet, file, lock));
  }

  /** Whether its folder is still the one that it took charge of. */
  boolean isThere() {
    return lock.isValid() && Files.exists(folder.resolve(InboxNames.LOCK));
  }

  /** Takes files that have settled since the last check, and moves those that have ended. */
  void look(Dataset dataset, InboxIngestions ingestions, long nanos) throws IOException {
    for (Path file : List.copyOf(taken.keySet())) {
      moveIfEnded(file, dataset, ingestions);
    }
    for (Settled file : files.look(nanos)) {
      if (!taken.containsKey(file.file()) && taken.size() < MAX_TAKEN) {
        LOG.infof("dataset=%s file=%s is taken from the inbox", dataset.name(), file.file());
        taken.put(file.file(), new Taken(file.stamp(), ingestions.submit(dataset, file.file())));
      }
    }
  }

  private void moveIfEnded(Path file, Dataset dataset, InboxIngestions ingestions)
      throws IOException {
    Taken was = taken.get(file);
    List<IngestionAnswer> ended = ingestions.ended(was.submission.ids());
    if (ended.size() < was.submission.ids().size()) {
      return;
    }
    if (Stamp.of(file).equals(Optional.of(was.stamp))) {
      InboxReport report =
          new InboxReport(
              dataset.name(),
              String.valueOf(file.getFileName()),
              ingestions.now(),
              ended,
              was.submission.skipped(),
              was.submission.error());
      move(file, isGood(report) ? InboxNames.DONE : InboxNames.FAILED, ingestions.json(), report);
    } else {
      LOG.warnf("dataset=%s file=%s changed since it was taken", dataset.name(), file);
    }
    taken.remove(file);
  }

  private static boolean isGood(InboxReport report) {
    return report.error().isEmpty()
        && report.ingestions().stream()
            .map(IngestionAnswer::state)
            .allMatch(
                state ->
                    state.equals(IngestionState.DONE.id())
                        || state.equals(IngestionState.KNOWN.id()));
  }

  /** Writes the report first: if the move does not follow, both are repeated. */
  private void move(Path file, String aside, ObjectMapper json, InboxReport report)
      throws IOException {
    Path target = folder.resolve(aside);
    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(target);
    }
    Path free = InboxNames.free(target, String.valueOf(file.getFileName()));
    Path written = target.resolve(InboxNames.WRITTEN);
    Files.write(written, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
    Files.move(written, InboxNames.reportOf(free), StandardCopyOption.ATOMIC_MOVE);
    Files.move(file, free, StandardCopyOption.ATOMIC_MOVE);
    LOG.infof("dataset=%s file=%s is moved to %s", report.dataset(), file, free);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
