package io.meanstream.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class-data archive of a Java program (AppCDS): its loaded and verified classes in a file,
 * which saves a short program half of its processor time.
 *
 * <p>A process records the archive when it ends by itself. A change of the JVM or of a jar makes a
 * new one. The JVM checks the jars, too: it ignores an archive that does not fit. While one process
 * records it, no other one does. Not thread-safe.
 */
public final class ClassDataArchive {

  /** A JVM that cannot write the whole archive fails. */
  private static final long NEEDED_BYTES = 512L << 20;

  private static final String SUFFIX = ".jsa";

  private final String name;
  private final Path file;
  private FileChannel claim;

  private ClassDataArchive(String name, Path file) {
    this.name = name;
    this.file = file;
  }

  /**
   * The archive of a program, whether it exists or not.
   *
   * @param folder of all archives
   * @param classPath the jars of the program
   */
  public static ClassDataArchive in(Path folder, String name, List<Path> classPath) {
    List<String> parts = new ArrayList<>(List.of(System.getProperty("java.vm.version")));
    classPath.forEach(jar -> parts.add(stamp(jar)));
    String key = HexFormat.of().toHexDigits(parts.hashCode());
    return new ClassDataArchive(
        name, folder.toAbsolutePath().resolve("%s-%s%s".formatted(name, key, SUFFIX)));
  }

  private static String stamp(Path jar) {
    return "%s %d %d".formatted(jar, jar.toFile().length(), jar.toFile().lastModified());
  }

  /** Where the archive is, once it has been recorded. */
  public Path file() {
    return file;
  }

  /** Whether it has been recorded. */
  public boolean isThere() {
    return Files.exists(file);
  }

  /** The JVM options that use the archive; none while there is none. */
  public List<String> use() {
    return isThere() ? quietly("-XX:SharedArchiveFile=" + file) : List.of();
  }

  /**
   * The JVM options that record the archive when the program ends by itself; none if the folder of
   * archives cannot be written to, the disk is too full, or another process is recording it.
   *
   * @param fresh the file to record it in, for {@link #keep}; then {@link #release} must follow
   */
  public List<String> record(Path fresh) {
    if (!hasRoom()) {
      return List.of();
    }
    try {
      Files.createDirectories(file.getParent());
      Files.createDirectories(fresh.toAbsolutePath().getParent());
      if (!claim()) {
        return List.of();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot record the classes of %s".formatted(name), e);
    }
    return quietly("-XX:ArchiveClassesAtExit=" + fresh.toAbsolutePath());
  }

  /** The operating system drops the claim when this process ends, even after kill -9. */
  private boolean claim() throws IOException {
    Path lock = file.resolveSibling(name + ".lock");
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        claim = channel;
        return true;
      }
    } catch (OverlappingFileLockException e) {
      // this process records it
    }
    channel.close();
    return false;
  }

  /** Lets another process record the archive, if this one was to. */
  public void release() {
    try {
      if (claim != null) {
        claim.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the classes of %s".formatted(name), e);
    }
  }

  private boolean hasRoom() {
    Path existing = file.getParent();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    // not Files.getFileStore: it fails where the list of mounts lacks the folder's, as in a chroot
    return Files.isWritable(existing) && existing.toFile().getUsableSpace() >= NEEDED_BYTES;
  }

  /** The JVM would warn on standard output about every class that cannot be archived. */
  private static List<String> quietly(String option) {
    return List.of(option, "-Xlog:disable", "-Xlog:all=error:stderr");
  }

  /** Keeps an archive that a process has recorded, and removes those of earlier jars. */
  public void keep(Path fresh) {
    if (!Files.exists(fresh)) {
      return;
    }
    try {
      // copied beside it first if it was recorded on another disk: no process reads half of it
      Path beside = Files.createTempFile(file.getParent(), name, ".new");
      Files.move(fresh, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      for (Path earlier : earlier()) {
        Files.deleteIfExists(earlier);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the classes of %s".formatted(name), e);
    }
  }

  private List<Path> earlier() throws IOException {
    String pattern = "\\Q%s\\E-[0-9a-f]{8}\\Q%s\\E".formatted(name, SUFFIX);
    try (Stream<Path> all = Files.list(file.getParent())) {
      return all.filter(other -> other.getFileName().toString().matches(pattern))
          .filter(other -> !other.equals(file))
          .toList();
    }
  }
}
