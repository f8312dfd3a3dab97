package io.meanstream.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {
  // below what Linux (32768) and macOS (49152) hand out for outgoing connections, which could
  // otherwise take a port between our look and its use
  private static final int FROM = 20_000;
  private static final int TO = 32_000;

  private Ports() {}

  /** A port that nobody listens on at this moment, chosen at random. */
  public static int free() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FROM, TO);
      if (isFree(port)) {
        return port;
      }
    }
  }

  /** The preferred port if nobody listens on it, otherwise another. */
  public static int freeOr(int preferred) {
    return isFree(preferred) ? preferred : free();
  }

  /** Whether nobody listens on the port, on the loopback interface or on all of them. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
