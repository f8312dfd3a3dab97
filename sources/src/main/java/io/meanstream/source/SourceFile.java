package io.meanstream.source;

import io.meanstream.catalog.source.Format;
import io.meanstream.source.csv.CsvRecords;
import io.meanstream.source.json.JsonRecords;
import io.meanstream.source.json.NdjsonRecords;
import io.meanstream.source.parquet.ParquetRecords;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One data file: a file, or an entry of an archive.
 *
 * @param name for display: the path below the one that the user named, and {@code a.zip!/b.csv} for
 *     an entry
 * @param file the file or the archive, absolute
 * @param entry the entry of the archive, {@code b.zip!/c.csv} for one in a nested archive; empty
 *     also if the whole archive cannot be read, which opening it reports
 */
public record SourceFile(String name, Path file, Optional<String> entry) {

  private static final int BUFFER = 1 << 16;

  /**
   * Opens the decompressed bytes; reading them detects damage to an archive.
   *
   * @param limits how far an archive is unpacked; exceeding them is an {@link IOException}
   * @throws IOException if the file is missing, or is not the kind of archive that its name says
   */
  public InputStream open(UnpackLimits limits) throws IOException {
    if (entry.isPresent()) {
      return EntryStream.open(file, entry.get(), limits);
    }
    if (FileKind.of(file.toString()) == FileKind.ZIP) {
      throw EntryStream.whyNotListed(Archive.open(file, limits));
    }
    InputStream bytes = Files.newInputStream(file);
    return FileKind.isGzip(file.toString())
        ? new UnpackedStream(new GzipMembers(bytes), Files.size(file), limits)
        : new BufferedInputStream(bytes, BUFFER);
  }

  /**
   * Opens its records.
   *
   * @param hashed whether its bytes are hashed while they are read
   * @throws SourceException if it cannot be read, or violates its format
   */
  public RecordReader records(ReadOptions options, boolean hashed) throws SourceException {
    return format(options) == Format.PARQUET
        ? wholeRecords(options, hashed)
        : streamedRecords(options, hashed);
  }

  private RecordReader streamedRecords(ReadOptions options, boolean hashed) throws SourceException {
    InputStream in = null;
    try {
      in = open(options.unpack());
      SourceBytes bytes = hashed ? SourceBytes.hashed(in) : SourceBytes.unhashed(in);
      return switch (format(options)) {
        case JSON -> JsonRecords.open(bytes, options);
        case NDJSON -> NdjsonRecords.open(bytes, options);
        case CSV, PARQUET -> CsvRecords.open(name, bytes, options);
      };
    } catch (IOException e) {
      closeAfter(e, in);
      throw SourceException.reading(name, e);
    } catch (SourceException e) {
      closeAfter(e, in);
      throw e;
    }
  }

  private RecordReader wholeRecords(ReadOptions options, boolean hashed) throws SourceException {
    WholeFile whole = null;
    try {
      whole =
          isPacked()
              ? WholeFile.unpacked(open(options.unpack()), hashed)
              : WholeFile.of(file, hashed);
      return ParquetRecords.open(whole, options);
    } catch (IOException e) {
      closeAfter(e, whole);
      throw SourceException.reading(name, e);
    }
  }

  private boolean isPacked() {
    return entry.isPresent() || FileKind.isGzip(file.toString());
  }

  /** The format of its records: by its name, or else the dataset's. */
  Format format(ReadOptions options) {
    return options.layout().format().ofFile(entry.orElse(name));
  }

  static void closeAfter(Exception e, Closeable opened) {
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException closing) {
      e.addSuppressed(closing);
    }
  }

  /** Whether only its first line tells whether it is a table. */
  boolean isAnyText() {
    return FileKind.of(entry.orElse(name)) == FileKind.TEXT;
  }
}
