package io.meanstream.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The unpacked bytes of an archive, up to a limit. */
final class UnpackedStream extends FilterInputStream {

  private final long compressed;
  private final UnpackLimits limits;
  private final long limit;
  private long count;

  UnpackedStream(InputStream in, long compressed, UnpackLimits limits) {
    super(in);
    this.compressed = compressed;
    this.limits = limits;
    this.limit = limits.forCompressed(compressed);
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    return read < 0 ? read : (int) counted(read, 1);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    return read < 0 ? read : (int) counted(read, read);
  }

  private long counted(long answer, int bytes) throws IOException {
    count += bytes;
    if (count > limit) {
      throw new ArchiveException(
          "%d bytes unpack to more than the limit of %d (%d times their size, at least %d, at most %d)"
              .formatted(compressed, limit, limits.ratio(), UnpackLimits.HARMLESS, limits.bytes()));
    }
    return answer;
  }

  @Override
  public long skip(long bytes) throws IOException {
    throw new IOException("archives cannot be skipped over");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
