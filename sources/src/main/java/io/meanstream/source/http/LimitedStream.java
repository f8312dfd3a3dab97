package io.meanstream.source.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** A response body that is refused once it exceeds a limit. */
final class LimitedStream extends FilterInputStream {

  private final URI uri;
  private final long maximum;
  private final Connection connection;
  private long read;

  LimitedStream(InputStream in, URI uri, long maximum, Connection connection) {
    super(in);
    this.uri = uri;
    this.maximum = maximum;
    this.connection = connection;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = connection.timed(() -> in.read(bytes, offset, length));
    read += Math.max(count, 0);
    if (read > maximum) {
      throw new RefusedException("%s: more than the allowed %,d bytes".formatted(uri, maximum));
    }
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    int count = read(new byte[(int) Math.min(bytes, 8192)]);
    return Math.max(count, 0);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Drops the connection: the rest is not read, however long it is. */
  @Override
  public void close() {
    connection.close();
  }
}
