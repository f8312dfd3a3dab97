package io.meanstream.source.http;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port of an address, the port always given. */
record Origin(String scheme, String host, int port) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * The origin of an address.
   *
   * @throws RefusedException if it is not http or https, names no host, or holds a password
   */
  static Origin of(URI uri) throws RefusedException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new RefusedException(uri + ": only https addresses can be fetched");
    }
    if (uri.getRawUserInfo() != null) {
      throw new RefusedException(
          "%s://…@%s: an address must not contain a name or password"
              .formatted(scheme, uri.getHost()));
    }
    if (uri.getHost() == null) {
      throw new RefusedException(uri + ": the address names no host");
    }
    int port = uri.getPort() == -1 ? defaultPort(scheme) : uri.getPort();
    return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
  }

  boolean isEncrypted() {
    return scheme.equals("https");
  }

  /** The host to look up: that of an IPv6 address without its brackets. */
  String lookup() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The value of the header {@code Host}. */
  String hostHeader() {
    return port == defaultPort(scheme) ? host : host + ":" + port;
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? HTTPS : HTTP;
  }

  @Override
  public String toString() {
    return scheme + "://" + hostHeader();
  }
}
