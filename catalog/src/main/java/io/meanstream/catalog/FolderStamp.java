package io.meanstream.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of a folder of definitions, taken without opening a file; equal stamps mean the same
 * files.
 *
 * @param failure why the folder could not be listed
 */
record FolderStamp(List<FileStamp> files, Optional<String> failure) {

  /** The coarsest clock of a file system: two changes within this time may look the same. */
  private static final Duration TICK = Duration.ofSeconds(2);

  /**
   * A file.
   *
   * @param key differs if another file took this one's place; empty if the file system has no such
   *     keys
   */
  record FileStamp(Path file, long size, FileTime modified, Optional<Object> key) {

    static FileStamp of(Path file) {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(
            file, now.size(), now.lastModifiedTime(), Optional.ofNullable(now.fileKey()));
      } catch (IOException e) {
        // deleted since it was listed, or a broken link: reading it reports that
        return new FileStamp(file, -1, FileTime.fromMillis(0), Optional.empty());
      }
    }
  }

  /** The current state of the folder. */
  static FolderStamp of(Path folder) {
    try {
      return new FolderStamp(
          Catalog.definitionsIn(folder).stream().map(FileStamp::of).toList(), Optional.empty());
    } catch (UncheckedIOException e) {
      return new FolderStamp(List.of(), Optional.of(e.getCause().toString()));
    }
  }

  /** Whether any change after the moment at which this stamp was taken is certain to differ. */
  boolean isTelling(Instant seen) {
    return files.stream()
        .map(file -> Duration.between(file.modified().toInstant(), seen).abs())
        .allMatch(age -> age.compareTo(TICK) > 0);
  }
}
