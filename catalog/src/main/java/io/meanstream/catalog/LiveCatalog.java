package io.meanstream.catalog;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The catalog of a folder as its files are now. While a file has mistakes, the last catalog without
 * any stays in force. Safe for use by several threads.
 */
public final class LiveCatalog {

  private static final Logger LOG = System.getLogger(LiveCatalog.class.getName());

  /** Reading takes milliseconds; whoever writes for longer is waited for by the next look. */
  private static final int READS = 10;

  /**
   * What was read.
   *
   * @param isFinal whether the folder has to look different once it is changed
   */
  private record Reading(
      FolderStamp stamp, boolean isFinal, Catalog catalog, List<String> mistakes) {}

  /**
   * What a look at the folder has shown.
   *
   * @param catalog the last one without mistakes
   * @param mistakes what keeps a newer one from being used; empty where the catalog is what the
   *     folder says
   */
  public record State(Catalog catalog, List<String> mistakes) {}

  private final Path folder;
  private volatile Reading last;

  private LiveCatalog(Path folder) {
    this.folder = folder;
    Instant seen = Instant.now();
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
    return new LiveCatalog(folder);
  }

  /**
   * The catalog of the files as they are when this is called, or the last one without mistakes.
   * Looks at the folder, and reads it only if that shows a change.
   */
  public Catalog current() {
    return look().catalog();
  }

  /**
   * The catalog of the last look. Reads no file, so threads that must not block can call it, while
   * another thread calls {@link #current} from time to time.
   */
  public Catalog latest() {
    return last.catalog();
  }

  /** As {@link #current}, with what the same look has found wrong. */
  public State look() {
    Reading known = last;
    if (!known.isFinal() || !known.stamp().equals(FolderStamp.of(folder))) {
      readAgain();
    }
    Reading now = last;
    return new State(now.catalog(), now.mistakes());
  }

  /**
   * The mistakes that keep the folder's newest state from being used, as of the last look; empty
   * where {@link #current} is what the folder says.
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
    Instant seen = Instant.now();
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
            "definitions in {0} are not taken up, those read before stay in force: {1}",
            folder,
            String.join("; ", now.mistakes()));
      }
    } else if (!before.mistakes().isEmpty() || !now.catalog().equals(before.catalog())) {
      LOG.log(
          Level.INFO,
          "definitions in {0} are taken up: {1}",
          folder,
          String.join(", ", now.catalog().all().stream().map(Dataset::name).toList()));
    }
  }
}
