package io.meanstream.ingest.landing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request body with a maximum size. */
public final class PushedBody extends FilterInputStream {

  /** A body exceeds the maximum size. */
  public static final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    private TooLargeException(long limit) {
      super("the request body is larger than %d bytes".formatted(limit));
    }
  }

  /** The caller closed the connection before the end of the body. */
  public static final class CutOffException extends IOException {

    private static final long serialVersionUID = 1L;

    private CutOffException(IOException e) {
      super("the connection ended before the request body: " + e.getMessage(), e);
    }
  }

  private final long limit;
  private long count;

  /** Reads a body up to this size. */
  public PushedBody(InputStream body, long limit) {
    super(body);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = readSome(bytes, offset, length);
    count += Math.max(0, read);
    if (count > limit) {
      throw new TooLargeException(limit);
    }
    return read;
  }

  private int readSome(byte[] bytes, int offset, int length) throws CutOffException {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      throw new CutOffException(e);
    }
  }
}
