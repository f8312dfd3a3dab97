package io.meanstream.source.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;

/**
 * The addresses that the public Internet routes: all but those of IANA's registries of
 * special-purpose addresses (RFC 6890), and of IPv6 only 2000::/3.
 */
final class PublicAddresses {

  private static final List<Range> NOT_PUBLIC =
      List.of(
          new Range("00", 8), // this network
          new Range("0a", 8), // private
          new Range("6440", 10), // shared by providers' customers
          new Range("7f", 8), // loopback
          new Range("a9fe", 16), // link-local, and the metadata of clouds
          new Range("ac10", 12), // private
          new Range("c00000", 24), // protocol assignments
          new Range("c00002", 24), // documentation
          new Range("c05863", 24), // 6to4 relays
          new Range("c0a8", 16), // private
          new Range("c612", 15), // benchmarks
          new Range("c63364", 24), // documentation
          new Range("cb0071", 24), // documentation
          new Range("e0", 4), // multicast
          new Range("f0", 4)); // reserved, and broadcast

  private static final Range GLOBAL_IPV6 = new Range("20", 3);

  private static final List<Range> NOT_PUBLIC_IPV6 =
      List.of(
          new Range("200100", 23), // protocol assignments, and Teredo, which holds IPv4 addresses
          new Range("20010db8", 32), // documentation
          new Range("2002", 16), // 6to4, which holds IPv4 addresses
          new Range("3fff00", 20)); // documentation

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC.stream().noneMatch(range -> range.contains(bytes));
    }
    return GLOBAL_IPV6.contains(bytes)
        && NOT_PUBLIC_IPV6.stream().noneMatch(range -> range.contains(bytes));
  }

  /** Addresses whose first bits are those of a prefix. */
  private record Range(String prefix, int bits) {

    boolean contains(byte[] address) {
      byte[] start = HexFormat.of().parseHex(prefix);
      for (int bit = 0; bit < bits; bit++) {
        if (bit(start, bit) != bit(address, bit)) {
          return false;
        }
      }
      return true;
    }

    private static int bit(byte[] bytes, int index) {
      return bytes[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
    }
  }
}
