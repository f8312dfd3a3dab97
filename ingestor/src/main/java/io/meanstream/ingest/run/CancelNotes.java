package io.meanstream.ingest.run;

import io.meanstream.ingest.state.DurableFiles;
import io.meanstream.ingest.state.StateFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Remembers on disk which ingestions callers have cancelled while their readers still wait for
 * Kafka, one file each, so that this ingestor cancels them after a restart. Thread-safe; blocks.
 */
@ApplicationScoped
class CancelNotes {

  private final Path folder;
  private final Clock clock;

  CancelNotes(StateFolder state, Clock clock) {
    this.folder = state.of("cancelled");
    this.clock = clock;
  }

  /**
   * Records that an ingestion must be cancelled; returns once that is safe on disk.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void add(String ingestion) {
    try {
      Files.createDirectories(folder);
      DurableFiles.replace(
          folder.resolve(ingestion), clock.instant().toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the note that %s is cancelled".formatted(ingestion), e);
    }
  }

  /** Whether an ingestion must still be cancelled. */
  boolean contains(String ingestion) {
    return Files.exists(folder.resolve(ingestion));
  }

  /**
   * Removes the note of an ingestion that has ended.
   *
   * @throws UncheckedIOException if the note cannot be removed
   */
  void remove(String ingestion) {
    try {
      Files.deleteIfExists(folder.resolve(ingestion));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot remove the note that %s is cancelled".formatted(ingestion), e);
    }
  }

  /**
   * Removes all notes.
   *
   * @throws UncheckedIOException if a note cannot be removed
   */
  void clear() {
    if (Files.notExists(folder)) {
      return;
    }
    try (var notes = Files.list(folder)) {
      for (Path note : notes.toList()) {
        Files.delete(note);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the notes in " + folder, e);
    }
  }
}
