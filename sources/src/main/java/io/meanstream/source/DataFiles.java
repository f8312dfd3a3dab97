package io.meanstream.source;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.type.PlainText;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The data files below a path and the files that are skipped, both sorted by name.
 *
 * <p>A single file is always a data file, whatever its name. In folders, at any depth, and in
 * archives, files count if their names end in {@code .csv}, {@code .tsv}, {@code .txt}, {@code
 * .gz}, {@code .zip} or another extension of {@link FileKind#READ}; a zip within a zip is read too,
 * but no deeper. Hidden files and what macOS adds under {@code __MACOSX} are ignored silently. A
 * file that cannot be read still counts as a source and fails when it is opened, so that it does
 * not hold up the others.
 *
 * @param sources at least one
 */
public record DataFiles(List<SourceFile> sources, List<Skipped> skipped) {

  private static final int NAMED = 5;

  public DataFiles {
    sources = sources.stream().sorted(Comparator.comparing(SourceFile::name)).toList();
    skipped = skipped.stream().sorted(Comparator.comparing(Skipped::source)).toList();
  }

  /**
   * Finds the data files of a path.
   *
   * @param path a file, an archive or a folder, or a link to one; links to files in a folder are
   *     followed, links to folders are not
   * @throws SourceException if the path does not exist, or has no data below it
   */
  public static DataFiles below(Path path, UnpackLimits limits) throws SourceException {
    try {
      boolean isFolder = Files.isDirectory(path);
      if (!isFolder && Files.exists(path) && !Files.isRegularFile(path)) {
        throw new SourceException(path.toString(), "only files and folders can be read");
      }
      Path real = path.toRealPath();
      Finder found = new Finder(limits);
      if (isFolder) {
        found.addFolder(real);
      } else {
        found.addFile(nameOf(path.getFileName()), real);
      }
      return notEmpty(path, new DataFiles(found.sources, found.skipped));
    } catch (IOException e) {
      throw SourceException.reading(path.toString(), e);
    }
  }

  /**
   * Leaves out the text files of a folder or an archive that do not match a dataset, such as a
   * {@code README.txt}.
   *
   * @param path where the files were found
   * @throws SourceException if nothing is left
   */
  public DataFiles of(Dataset dataset, Path path, ReadOptions options) throws SourceException {
    List<SourceFile> tables = new ArrayList<>();
    List<Skipped> others = new ArrayList<>(skipped);
    for (SourceFile source : sources) {
      boolean isNamed = source.entry().isEmpty() && !Files.isDirectory(path);
      Optional<String> mistake =
          isNamed || !source.isAnyText()
              ? Optional.empty()
              : RowReader.mistakeIn(source, dataset, options);
      mistake.ifPresentOrElse(
          why -> others.add(new Skipped(source.name(), why)), () -> tables.add(source));
    }
    return notEmpty(path, new DataFiles(tables, others));
  }

  /** Whether a file of this name is taken where nobody named it, in a folder. */
  public static boolean isTakenByName(String name) {
    return FileKind.isVisible(name) && FileKind.of(name).whySkipped().isEmpty();
  }

  private static DataFiles notEmpty(Path path, DataFiles found) throws SourceException {
    if (!found.sources.isEmpty()) {
      return found;
    }
    String problem = "contains no data files (%s)".formatted(FileKind.READ);
    List<String> others =
        found.skipped.stream()
            .limit(NAMED)
            .map(it -> "%s (%s)".formatted(it.source(), it.reason()))
            .toList();
    throw new SourceException(
        nameOf(path),
        others.isEmpty() ? problem : problem + "; not read: " + String.join(", ", others));
  }

  private static String nameOf(Path path) {
    return PlainText.of(String.valueOf(path));
  }

  /** Collects the files of folders and archives. */
  private static final class Finder {

    private final UnpackLimits limits;
    private final List<SourceFile> sources = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    Finder(UnpackLimits limits) {
      this.limits = limits;
    }

    void addFolder(Path folder) throws IOException {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
              return inner.equals(folder) || FileKind.isVisible(nameIn(inner))
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (FileKind.isVisible(nameIn(file))) {
                addFound(nameIn(file), file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (file.equals(folder)) {
                throw e;
              }
              sources.add(new SourceFile(nameIn(file), file, Optional.empty()));
              return FileVisitResult.CONTINUE;
            }

            private String nameIn(Path file) {
              return nameOf(folder.relativize(file));
            }
          });
    }

    private void addFound(String name, Path file) {
      Optional<String> reason = FileKind.of(name).whySkipped();
      if (Files.isDirectory(file)) {
        skip(name, "is a link to a folder; give that folder as well");
      } else if (reason.isPresent()) {
        skip(name, reason.get());
      } else if (Files.exists(file) && !Files.isRegularFile(file)) {
        skip(name, "is neither a file nor a folder");
      } else {
        try {
          addFile(name, file.toRealPath());
        } catch (IOException e) {
          // opening it fails the same way, for this source alone
          sources.add(new SourceFile(name, file, Optional.empty()));
        }
      }
    }

    /**
     * Adds a file, or what is in it.
     *
     * @throws IOException if it is an archive that cannot be read
     */
    void addFile(String name, Path file) throws IOException {
      if (FileKind.of(file.toString()) != FileKind.ZIP) {
        sources.add(new SourceFile(name, file, Optional.empty()));
        return;
      }
      try (Archive archive = Archive.open(file, limits)) {
        for (Archive.Entry entry : visible(archive, name)) {
          addEntry(name, file, archive, entry);
        }
      }
    }

    private void addEntry(String name, Path file, Archive archive, Archive.Entry entry) {
      if (FileKind.of(entry.name()) != FileKind.ZIP) {
        add(name, file, entry, entry.label());
        return;
      }
      try (Archive inner = archive.open(entry)) {
        String innerName = name + EntryStream.INSIDE + entry.label();
        for (Archive.Entry deeper : visible(inner, innerName)) {
          add(name, file, deeper, entry.label() + EntryStream.INSIDE + deeper.label());
        }
      } catch (IOException e) {
        // as above
        add(name, file, entry, entry.label());
      }
    }

    private void add(String archive, Path file, Archive.Entry entry, String path) {
      String name = archive + EntryStream.INSIDE + path;
      Optional<String> reason = FileKind.of(entry.name()).whySkipped();
      if (reason.isPresent()) {
        skip(name, reason.get());
      } else if (entry.entry().isUnixSymlink()) {
        skip(name, "is a link");
      } else if (FileKind.of(entry.name()) == FileKind.ZIP && !path.equals(entry.label())) {
        skip(name, "is an archive in an archive in an archive; unpack the outermost one");
      } else {
        sources.add(new SourceFile(name, file, Optional.of(path)));
      }
    }

    private List<Archive.Entry> visible(Archive archive, String name) throws ArchiveException {
      List<Archive.Entry> entries =
          archive.entries().stream().filter(it -> FileKind.isVisible(it.name())).toList();
      if (entries.isEmpty()) {
        skip(name, "is an archive without files");
      }
      return entries;
    }

    private void skip(String name, String reason) {
      skipped.add(new Skipped(name, reason));
    }
  }
}
