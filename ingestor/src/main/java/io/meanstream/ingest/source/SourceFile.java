package io.meanstream.ingest.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * One data file: a file, or an entry of an archive.
 *
 * @param name for people: the path below what they named, and {@code a.zip!/b.csv} for an entry
 * @param file the file or the archive, absolute
 * @param entry the name of the entry in the archive
 */
public record SourceFile(String name, Path file, Optional<String> entry) {

  private static final int BUFFER = 1 << 16;

  /**
   * Opens the decompressed bytes; damage to an archive is found while they are read.
   *
   * @param limits how far an archive is unpacked; going on behind them is an {@link IOException}
   * @throws IOException if the file is not there, or no archive of the kind that its name says
   */
  InputStream open(UnpackLimits limits) throws IOException {
    if (entry.isPresent()) {
      return ZipEntryStream.open(file, entry.get(), limits);
    }
    InputStream bytes = Files.newInputStream(file);
    if (!isGzip(file)) {
      return new BufferedInputStream(bytes, BUFFER);
    }
    try {
      return new UnpackedStream(new GZIPInputStream(bytes, BUFFER), Files.size(file), limits);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  static boolean isGzip(Path file) {
    return hasSuffix(file.toString(), ".gz");
  }

  static boolean isZip(Path file) {
    return hasSuffix(file.toString(), ".zip");
  }

  static boolean hasSuffix(String name, String suffix) {
    return name.toLowerCase(Locale.ROOT).endsWith(suffix);
  }
}
