package io.meanstream.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
   * processes of the same user left behind.
   */
  synchronized Path newFile() throws IOException {
    if (lock == null) {
      create(temporary.get());
      removeAbandoned();
    }
    return Files.createTempFile(own, "", "");
  }

  /** The folder gets its name once it is locked: one without a lock is abandoned. */
  private void create(Path parent) throws IOException {
    Path unnamed = Files.createTempDirectory(parent, "meanstream-new-");
    FileChannel locked =
        FileChannel.open(
            unnamed.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    locked.lock();
    String number = unnamed.getFileName().toString().replaceFirst(".*-", "");
    own = Files.move(unnamed, parent.resolve(PREFIX + number));
    // the last one is deleted first
    own.toFile().deleteOnExit();
    own.resolve(LOCK).toFile().deleteOnExit();
    lock = locked;
  }

  private void removeAbandoned() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(own.getParent(), PREFIX + "*")) {
      for (Path folder : folders) {
        if (!folder.equals(own)) {
          removeIfAbandoned(folder);
        }
      }
    }
  }

  private void removeIfAbandoned(Path folder) throws IOException {
    try {
      if (!isOurs(folder)) {
        return;
      }
      if (Files.notExists(folder.resolve(LOCK))) {
        remove(folder);
        return;
      }
      try (FileChannel other = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
        if (other.tryLock() != null) {
          remove(folder);
        }
      }
    } catch (NoSuchFileException | OverlappingFileLockException e) {
      // another process removes it, or it is in use
    }
  }

  /** Anybody may put a folder there, or a link to one of ours. */
  private boolean isOurs(Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
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
