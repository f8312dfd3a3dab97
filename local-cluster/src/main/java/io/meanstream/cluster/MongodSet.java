package io.meanstream.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A replica set of MongoDB servers, each a child process. Of three, any one may fail. Thread-safe.
 */
public final class MongodSet {

  /** The cache of each member. By default, each would take half of the machine's memory. */
  private static final String CACHE_GIGABYTES = "0.5";

  private final UnaryOperator<Path> binary;
  private final Path folder;
  private final List<Integer> ports;

  /**
   * Creates the set without starting it.
   *
   * @param binary returns the program; may keep a download in the given folder
   * @param folder for the data and logs of all members
   * @param ports where the members listen
   */
  MongodSet(UnaryOperator<Path> binary, Path folder, List<Integer> ports) {
    this.binary = binary;
    this.folder = folder;
    this.ports = List.copyOf(ports);
  }

  /** The number of members. Members are numbered from 1. */
  public int size() {
    return ports.size();
  }

  /** The members' ports by name. */
  public Map<String, Integer> portsByName() {
    Map<String, Integer> byName = new LinkedHashMap<>();
    for (int member = 1; member <= size(); member++) {
      byName.put(name(member), ports.get(member - 1));
    }
    return byName;
  }

  /** The name of a member's process, for example {@code store-1}. */
  public static String name(int member) {
    return "store-" + member;
  }

  /**
   * Starts a member without waiting. The set is ready once more than half of the members run.
   *
   * @throws StartException if it cannot be started
   */
  public Child launch(int member) {
    return Mongod.command(
            name(member), program(), folder, name(member) + "-data", ports.get(member - 1))
        .args("--wiredTigerCacheSizeGB", CACHE_GIGABYTES)
        .start();
  }

  /**
   * Waits until a member accepts connections and, for the first member, until the set has a
   * primary.
   *
   * @throws StartException if the member ends first or takes too long; it is stopped then
   */
  public void awaitReady(int member, Child child) {
    try {
      child.awaitLine(Mongod.READY, Mongod.START);
      if (member == 1) {
        Mongod.initiate(folder, ports);
      }
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
  }

  /** The set as a store that is started and stopped elsewhere. */
  public Store store() {
    return Store.of(
        Mongod.uri(ports),
        "MongoDB as a replica set of %d, run from %s".formatted(size(), program()));
  }

  /** The first member downloads the binary; the others find it there. */
  private synchronized Path program() {
    return binary.apply(folder);
  }
}
