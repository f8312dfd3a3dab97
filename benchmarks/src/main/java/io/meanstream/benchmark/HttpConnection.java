package io.meanstream.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection that is kept open, with as little work of its own as possible. */
final class HttpConnection implements AutoCloseable {

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length: ";
  private static final int STATUS = "HTTP/1.1 ".length();
  private static final int LONGEST_HEAD = 1 << 13;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];

  /**
   * A response.
   *
   * @param head the status line and the headers
   * @param length the length of the body in bytes
   */
  record Response(String head, int length) {

    int status() {
      return Integer.parseInt(head, STATUS, STATUS + 3, 10);
    }

    /** The value of a header. */
    String header(String name) {
      Matcher header =
          Pattern.compile("(?im)^" + Pattern.quote(name) + ":\\s*(.*?)\\s*$").matcher(head);
      if (!header.find()) {
        throw new IllegalStateException("no %s in %s".formatted(name, head));
      }
      return header.group(1);
    }

    /** The length of all of it in bytes. */
    int size() {
      return head.length() + END_OF_HEAD.length() + length;
    }
  }

  HttpConnection(URI server) throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
  }

  /** The bytes of a GET request. */
  static byte[] request(String path, Map<String, String> headers) {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    return request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Sends a request and reads the whole response. */
  Response send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int read = 0;
    String start = "";
    int end = -1;
    while (end < 0) {
      read += more(read);
      start = new String(buffer, 0, Math.min(read, LONGEST_HEAD), StandardCharsets.ISO_8859_1);
      end = start.indexOf(END_OF_HEAD);
    }
    Response response = response(start.substring(0, end));
    for (int left = response.size() - read; left > 0; left -= more(0)) {}
    return response;
  }

  private int more(int offset) throws IOException {
    int read = in.read(buffer, offset, buffer.length - offset);
    if (read <= 0) {
      throw new IOException("the server has closed the connection");
    }
    return read;
  }

  private static Response response(String head) {
    int start = head.indexOf(LENGTH);
    if (start < 0) {
      return new Response(head, 0);
    }
    int end = head.indexOf('\r', start + 1);
    return new Response(
        head, Integer.parseInt(head, start + LENGTH.length(), end < 0 ? head.length() : end, 10));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
