package io.meanstream.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folder into which this process unpacks files that need random access. The process holds a
 * lock in it for as long as it runs, so a later one can tell, and removes, the folder of a process
 * that was killed. Thread-safe.
 */
final class UnpackFolder {

  private static final String PREFIX = "meanstream-unpacked-";
  private static final String LOCK = "lock";

  private final Supplier<Path> temporary;
  private Path own;
  private FileChannel lock;

  /**
   * Creates nothing yet.
   *
   * @param temporary the folder for temporary files, which other processes may share
   */
  UnpackFolder(Supplier<Path> temporary) {
    this.temporary = temporary;
  }

  /**
   * Creates an empty file. The first call creates the folder, and removes those that killed
   * processes left behind.
   */
  synchronized Path newFile() throws IOException {
    if (lock == null) {
      Path parent = temporary.get();
      removeAbandoned(parent);
      create(parent);
    }
    return Files.createTempFile(own, "", "");
  }

  /** The folder gets its name once it is locked: one without a lock is abandoned. */
  private void create(Path parent) throws IOException {
    Path unnamed = Files.createTempDirectory(parent, "meanstream-new-");
    lock =
        FileChannel.open(
            unnamed.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    String number = unnamed.getFileName().toString().replaceFirst(".*-", "");
    own = Files.move(unnamed, parent.resolve(PREFIX + number));
    // the last one is deleted first
    own.toFile().deleteOnExit();
    own.resolve(LOCK).toFile().deleteOnExit();
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        removeIfAbandoned(folder);
      }
    }
  }

  private static void removeIfAbandoned(Path folder) throws IOException {
    Path lock = folder.resolve(LOCK);
    try {
      if (Files.notExists(lock)) {
        remove(folder);
        return;
      }
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
        if (channel.tryLock() != null) {
          remove(folder);
        }
      }
    } catch (NoSuchFileException | AccessDeniedException | OverlappingFileLockException e) {
      // another process removes it, another user owns it, or it is in use
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      List<Path> files = content.toList();
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
