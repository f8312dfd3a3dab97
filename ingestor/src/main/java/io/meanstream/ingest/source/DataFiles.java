package io.meanstream.ingest.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds the data files below a path, in the order of their names.
 *
 * <p>A file is one, whatever its name. Of folders, with all that they hold, those are taken that
 * end in {@code .csv}, {@code .gz} or {@code .zip}, of archives the entries that end in {@code
 * .csv}; not what starts with a dot, nor what macOS adds under {@code __MACOSX}.
 */
public final class DataFiles {

  private static final Comparator<SourceFile> BY_NAME = Comparator.comparing(SourceFile::name);

  private DataFiles() {}

  /**
   * The data files of a path, at least one.
   *
   * @param path a file, an archive or a folder; links are followed
   * @throws SourceException if there is no such path, or no data below it
   */
  public static List<SourceFile> below(Path path) throws SourceException {
    List<SourceFile> found = new ArrayList<>();
    String name = String.valueOf(path.getFileName());
    try {
      Path real = path.toRealPath();
      if (Files.isDirectory(real)) {
        for (Path file : filesOf(real)) {
          addFile(real.relativize(file).toString(), file.toRealPath(), found);
        }
      } else {
        addFile(name, real, found);
      }
    } catch (IOException e) {
      throw SourceException.reading(path.toString(), e);
    }
    if (found.isEmpty()) {
      throw new SourceException(path.toString(), "holds no data file (.csv, .gz, .zip)");
    }
    return found.stream().sorted(BY_NAME).toList();
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> isData(folder.relativize(file)))
          .filter(Files::isRegularFile)
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isData(Path relative) {
    String name = relative.toString();
    boolean named =
        SourceFile.hasSuffix(name, ".csv")
            || SourceFile.isZip(relative)
            || SourceFile.isGzip(relative) && !SourceFile.hasSuffix(name, ".tar.gz");
    return named && isVisible(relative);
  }

  private static boolean isVisible(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".") || part.toString().equals("__MACOSX")) {
        return false;
      }
    }
    return true;
  }

  private static void addFile(String name, Path file, List<SourceFile> found)
      throws SourceException {
    if (!SourceFile.isZip(file)) {
      found.add(new SourceFile(name, file, Optional.empty()));
      return;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Optional<String> climbing =
          zip.stream().map(ZipEntry::getName).filter(DataFiles::climbsOut).findFirst();
      if (climbing.isPresent()) {
        throw new SourceException(
            name, "its entry %s climbs out of the archive".formatted(climbing.get()));
      }
      zip.stream()
          .filter(entry -> isDataEntry(entry))
          .map(ZipEntry::getName)
          .distinct()
          .forEach(
              entry -> found.add(new SourceFile(name + "!/" + entry, file, Optional.of(entry))));
    } catch (IOException e) {
      throw SourceException.reading(name, e);
    }
  }

  private static boolean climbsOut(String entry) {
    return entry.startsWith("/")
        || entry.startsWith("\\")
        || entry.matches("[A-Za-z]:.*")
        || Stream.of(entry.split("[/\\\\]")).anyMatch(".."::equals);
  }

  private static boolean isDataEntry(ZipEntry entry) {
    return !entry.isDirectory()
        && SourceFile.hasSuffix(entry.getName(), ".csv")
        && Stream.of(entry.getName().split("[/\\\\]"))
            .noneMatch(part -> part.startsWith(".") || part.equals("__MACOSX"));
  }
}
