package io.meanstream.catalog;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.definition.DefinitionException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The catalog of a folder, reloaded when its files change. While a file has mistakes, the last
 * valid catalog stays active. Thread-safe.
 */
public final class LiveCatalog {

  private static final Logger LOG = System.getLogger(LiveCatalog.class.getName());

  /** Limits rereads while a file is being written; the next check reads it when it is complete. */
  private static final int READS = 10;

  /**
   * The result of reading the folder.
   *
   * @param isFinal whether the stamp is certain to differ after any later change
   */
  private record Reading(
      FolderStamp stamp, boolean isFinal, Catalog catalog, List<String> mistakes) {}

  /**
   * The state of the folder.
   *
   * @param catalog the last valid catalog
   * @param mistakes the mistakes in newer files; empty if the catalog is up to date
   */
  public record State(Catalog catalog, List<String> mistakes) {}

  private final Path folder;
  private final InstantSource clock;
  private volatile Reading last;

  private LiveCatalog(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    Instant seen = clock.instant();
    FolderStamp stamp = FolderStamp.of(folder);
    this.last = new Reading(stamp, stamp.isTelling(seen), Catalog.load(folder), List.of());
  }

  /**
   * Reads a folder for the first time.
   *
   * @throws DefinitionException with every mistake in every file
   * @throws UncheckedIOException if the folder or a file cannot be read
   */
  public static LiveCatalog load(Path folder) {
    return load(folder, InstantSource.system());
  }

  static LiveCatalog load(Path folder, InstantSource clock) {
    return new LiveCatalog(folder, clock);
  }

  /**
   * The catalog of the files as they are now, or the last valid one. Checks the folder, and reads
   * it only if it has changed.
   */
  public Catalog current() {
    return look().catalog();
  }

  /**
   * The catalog of the last check. Reads no file, so threads that must not block can call it while
   * another thread calls {@link #current} from time to time.
   */
  public Catalog latest() {
    return last.catalog();
  }

  /** Like {@link #current}, with the mistakes that the same check found. */
  public State look() {
    Reading known = last;
    if (!known.isFinal() || !known.stamp().equals(FolderStamp.of(folder))) {
      readAgain();
    }
    Reading now = last;
    return new State(now.catalog(), now.mistakes());
  }

  /**
   * The mistakes that the last check found in newer files; empty if {@link #current} is up to date.
   */
  public List<String> mistakes() {
    return last.mistakes();
  }

  private synchronized void readAgain() {
    Reading before = last;
    Reading now;
    int reads = 0;
    do {
      now = read(before.catalog());
    } while (++reads < READS && !now.stamp().equals(FolderStamp.of(folder)));
    last = now;
    tell(before, now);
  }

  private Reading read(Catalog lastGood) {
    Instant seen = clock.instant();
    FolderStamp stamp = FolderStamp.of(folder);
    boolean isFinal = stamp.isTelling(seen);
    try {
      return new Reading(stamp, isFinal, Catalog.load(folder), List.of());
    } catch (DefinitionException e) {
      return new Reading(stamp, isFinal, lastGood, e.problems());
    } catch (UncheckedIOException e) {
      return new Reading(stamp, isFinal, lastGood, List.of(e.getMessage() + ": " + e.getCause()));
    }
  }

  private void tell(Reading before, Reading now) {
    if (!now.mistakes().isEmpty()) {
      if (!now.stamp().equals(before.stamp()) || !now.mistakes().equals(before.mistakes())) {
        LOG.log(
            Level.WARNING,
            "mistakes in the definitions in {0}; the last valid definitions stay active: {1}",
            folder,
            String.join("; ", now.mistakes()));
      }
    } else if (!before.mistakes().isEmpty() || !now.catalog().equals(before.catalog())) {
      LOG.log(
          Level.INFO,
          "loaded the definitions in {0}: {1}",
          folder,
          String.join(", ", now.catalog().all().stream().map(Dataset::name).toList()));
    }
  }
}
