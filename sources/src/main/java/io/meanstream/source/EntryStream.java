package io.meanstream.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes of an archive entry; closing them closes the archive. */
final class EntryStream extends FilterInputStream {

  /** Separates an archive's name from its entry's. */
  static final String INSIDE = "!/";

  private final Archive archive;

  private EntryStream(InputStream in, Archive archive) {
    super(in);
    this.archive = archive;
  }

  /**
   * Opens the unpacked bytes of an entry.
   *
   * @param path its label; for an archive within the archive, that archive's label comes first
   */
  static InputStream open(Path file, String path, UnpackLimits limits) throws IOException {
    return open(Archive.open(file, limits), path, limits);
  }

  private static InputStream open(Archive archive, String path, UnpackLimits limits)
      throws IOException {
    try {
      Optional<Archive.Entry> entry = archive.find(path);
      if (entry.isPresent()) {
        return new EntryStream(unpacked(archive, entry.get(), limits), archive);
      }
      Archive.Entry outer = holderOf(path, archive);
      Archive inner = archive.open(outer);
      archive.close();
      return open(inner, path.substring((outer.label() + INSIDE).length()), limits);
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private static Archive.Entry holderOf(String path, Archive archive) throws IOException {
    return archive.entries().stream()
        .filter(entry -> FileKind.of(entry.name()) == FileKind.ZIP)
        .filter(entry -> path.startsWith(entry.label() + INSIDE))
        .findFirst()
        .orElseThrow(() -> new ArchiveException("the archive holds no " + path));
  }

  private static InputStream unpacked(Archive archive, Archive.Entry entry, UnpackLimits limits)
      throws IOException {
    if (FileKind.of(entry.name()) == FileKind.ZIP) {
      throw whyNotListed(archive.open(entry));
    }
    InputStream bytes = archive.read(entry);
    return FileKind.isGzip(entry.name())
        ? new UnpackedStream(new GzipMembers(bytes), archive.compressedSize(entry), limits)
        : bytes;
  }

  /** Why an archive that was to be read as a single source could not be listed. */
  static IOException whyNotListed(Archive archive) throws IOException {
    try (archive) {
      archive.entries();
    }
    return new ArchiveException(
        "could not be read as an archive before, but can be now; ingest it again");
  }

  @Override
  public void close() throws IOException {
    try (archive) {
      super.close();
    }
  }
}
