package io.meanstream.ingest.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The bytes of one entry of a zip file, compared with the entry's checksum at their end: {@link
 * ZipFile} itself does not look at it.
 */
final class ZipEntryStream extends FilterInputStream {

  private final ZipFile zip;
  private final ZipEntry entry;
  private final CRC32 sum;

  private ZipEntryStream(ZipFile zip, ZipEntry entry, CRC32 sum, UnpackLimits limits)
      throws IOException {
    super(
        new UnpackedStream(
            new CheckedInputStream(zip.getInputStream(entry), sum),
            entry.getCompressedSize(),
            limits));
    this.zip = zip;
    this.entry = entry;
    this.sum = sum;
  }

  static ZipEntryStream open(Path file, String name, UnpackLimits limits) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    try {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new ZipException("it holds no " + name);
      }
      return new ZipEntryStream(zip, entry, new CRC32(), limits);
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return checked(super.read(buffer, offset, length));
  }

  private int checked(int read) throws IOException {
    if (read < 0 && entry.getCrc() != sum.getValue()) {
      throw new ZipException("the checksum of " + entry.getName() + " does not match");
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    try (zip) {
      super.close();
    }
  }
}
