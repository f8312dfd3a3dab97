package io.meanstream.ingest.inbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the data files of a folder that are no longer being written: those that have not changed
 * for a while. A file that is renamed when it is complete is found after the renaming at the
 * earliest. Not thread-safe.
 */
final class SettledFiles {

  /** The maximum number of files examined at once; the others follow when these are gone. */
  static final int LIMIT = 1_000;

  private final Path folder;
  private final Duration quiet;
  private Map<Path, Seen> seen = new HashMap<>();

  /** The attributes that tell whether a file has changed. */
  record Stamp(Optional<Object> fileKey, long size, FileTime modified) {

    /** The stamp of a file; empty if it does not exist or is not a regular file. */
    static Optional<Stamp> of(Path file) throws IOException {
      try {
        BasicFileAttributes attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isRegularFile()
            ? Optional.of(
                new Stamp(
                    Optional.ofNullable(attributes.fileKey()),
                    attributes.size(),
                    attributes.lastModifiedTime()))
            : Optional.empty();
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
  }

  /** A file and the time since which it has not changed. */
  private record Seen(Path file, Stamp stamp, long sinceNanos) {}

  /** A file that has not changed for long enough. */
  record Settled(Path file, Stamp stamp) {}

  /**
   * Creates it.
   *
   * @param quiet how long a file must not change
   */
  SettledFiles(Path folder, Duration quiet) {
    this.folder = folder;
    this.quiet = quiet;
  }

  /**
   * Checks the folder; returns the settled files in the order of their last change.
   *
   * @param nanos the current time of a monotonic clock
   */
  List<Settled> look(long nanos) throws IOException {
    Map<Path, Seen> now = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, InboxNames::isData)) {
      for (Path file : files) {
        if (now.size() == LIMIT) {
          break;
        }
        Stamp.of(file).ifPresent(stamp -> now.put(file, seen(file, stamp, nanos)));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    seen = now;
    return now.values().stream()
        .filter(file -> nanos - file.sinceNanos >= quiet.toNanos())
        .sorted(Comparator.comparing((Seen it) -> it.stamp.modified).thenComparing(Seen::file))
        .map(it -> new Settled(it.file, it.stamp))
        .toList();
  }

  private Seen seen(Path file, Stamp stamp, long nanos) {
    Seen before = seen.get(file);
    return before != null && Objects.equals(before.stamp, stamp)
        ? before
        : new Seen(file, stamp, nanos);
  }
}
