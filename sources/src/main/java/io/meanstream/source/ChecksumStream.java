package io.meanstream.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** Checks the bytes of an archive entry against its checksum when they end. */
final class ChecksumStream extends CheckedInputStream {

  private final long expected;
  private final String entry;

  ChecksumStream(InputStream in, long expected, String entry) {
    super(in, new CRC32());
    this.expected = expected;
    this.entry = entry;
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
    if (read < 0 && getChecksum().getValue() != expected) {
      throw new ArchiveException(
          "the archive is broken: the checksum of %s does not match".formatted(entry));
    }
    return read;
  }
}
