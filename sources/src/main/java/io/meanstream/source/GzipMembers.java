package io.meanstream.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks the members of a gzip file, one after the other (RFC 1952, 2.2). Zeros may follow a
 * member, as tape padding does; anything else that is not a complete member is an error that names
 * its byte.
 */
final class GzipMembers extends InputStream {

  private static final int BUFFER = 1 << 16;

  private final Position in;
  private InputStream member;
  private long start;

  /**
   * Starts with the first member. Closing this stream closes the given one, as does a failure here.
   */
  GzipMembers(InputStream bytes) throws IOException {
    this.in = new Position(new Counter(bytes));
    try {
      this.member = begin();
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (member != null) {
      int read =
          attempt(
              () -> member.read(buffer, offset, length),
              "the gzip member that starts at byte %d is damaged");
      if (read >= 0) {
        return read;
      }
      member = isAtEnd() ? null : begin();
    }
    return -1;
  }

  private boolean isAtEnd() throws IOException {
    int next;
    do {
      in.mark(1);
      next = in.read();
    } while (next == 0);
    in.reset();
    return next < 0;
  }

  private InputStream begin() throws IOException {
    start = in.position();
    return attempt(() -> new GzipCompressorInputStream(in), "no gzip member starts at byte %d");
  }

  private interface Step<T> {
    T take() throws IOException;
  }

  /**
   * Runs one step of unpacking the current member.
   *
   * @param broken the error if it fails, with a placeholder for the byte where the member starts
   */
  private <T> T attempt(Step<T> step, String broken) throws IOException {
    try {
      return step.take();
    } catch (EOFException e) {
      throw new ArchiveException(
          "the archive is truncated: the gzip member that starts at byte %d has no end"
              .formatted(start),
          e);
    } catch (ArchiveException e) {
      throw e;
    } catch (IOException e) {
      throw new ArchiveException(
          "the archive is broken: %s (%s)".formatted(broken.formatted(start), e.getMessage()), e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A buffered stream that knows its reader's position. */
  private static final class Position extends BufferedInputStream {

    private final Counter counter;

    Position(Counter counter) {
      super(counter, BUFFER);
      this.counter = counter;
    }

    long position() {
      return counter.count - (count - pos);
    }
  }

  private static final class Counter extends FilterInputStream {

    private long count;

    Counter(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = in.skip(bytes);
      count += skipped;
      return skipped;
    }
  }
}
