package io.meanstream.batch.run;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names the holder of a lease, for people to find it. */
public final class Owner {

  private Owner() {}

  /** This process and its machine. */
  public static String ofThisProcess() {
    return "process %d on %s".formatted(ProcessHandle.current().pid(), host());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }
}
