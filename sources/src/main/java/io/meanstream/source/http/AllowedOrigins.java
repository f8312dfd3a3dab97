package io.meanstream.source.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where requests may go: over https to every public address, and to named origins, such as {@code
 * http://mirror.internal:8000}, whatever their scheme and addresses.
 */
public final class AllowedOrigins {

  private final Set<Origin> named;

  private AllowedOrigins(Set<Origin> named) {
    this.named = named;
  }

  /** Public addresses over https, and nothing else. */
  public static AllowedOrigins publicOnly() {
    return new AllowedOrigins(Set.of());
  }

  /**
   * Also these origins.
   *
   * @throws IllegalArgumentException if one is not of the form {@code http://host:port}, with a
   *     message for the person who wrote it
   */
  public static AllowedOrigins alsoOf(List<String> origins) {
    Set<Origin> named = new HashSet<>();
    for (String text : origins) {
      named.add(origin(text));
    }
    return new AllowedOrigins(named);
  }

  private static Origin origin(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawFragment() == null) {
        return Origin.of(uri);
      }
    } catch (RefusedException | IllegalArgumentException | NullPointerException e) {
      throw new IllegalArgumentException(mistake(text), e);
    }
    throw new IllegalArgumentException(mistake(text));
  }

  private static String mistake(String text) {
    return "%s is not an origin such as http://mirror.internal:8000".formatted(text);
  }

  /**
   * The addresses of an origin that may be connected to; the caller connects to these and does not
   * look the name up again.
   *
   * @throws RefusedException if the scheme or one of the addresses is not allowed
   * @throws UnknownHostException if the name has no address
   */
  InetAddress[] addresses(Origin origin) throws IOException {
    if (named.contains(origin)) {
      return InetAddress.getAllByName(origin.lookup());
    }
    if (!origin.isEncrypted()) {
      throw new RefusedException(origin + " is not encrypted; use https, or allow this origin");
    }
    InetAddress[] addresses = InetAddress.getAllByName(origin.lookup());
    for (InetAddress address : addresses) {
      if (!PublicAddresses.contain(address)) {
        throw new RefusedException(
            "%s is at %s, which is not a public address; allow this origin if it is meant"
                .formatted(origin, address.getHostAddress()));
      }
    }
    return addresses;
  }
}
