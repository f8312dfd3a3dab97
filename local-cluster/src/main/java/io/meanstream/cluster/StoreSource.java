package io.meanstream.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a store comes from. */
public sealed interface StoreSource {

  /**
   * Chooses a store from the user's environment, in this order: the URI in MEANSTREAM_MONGODB_URI;
   * a download, if requested; the {@code mongod} that MEANSTREAM_MONGOD names; one on the PATH;
   * otherwise in memory.
   *
   * @throws StartException if MEANSTREAM_MONGOD does not name an executable
   */
  static StoreSource of(Map<String, String> environment, boolean download) {
    String uri = environment.getOrDefault("MEANSTREAM_MONGODB_URI", "");
    if (!uri.isBlank()) {
      return new Given(uri);
    }
    if (download) {
      return new Download();
    }
    return mongod(environment).<StoreSource>map(Mongod::new).orElseGet(InMemory::new);
  }

  /**
   * Starts the store, unless it is managed elsewhere, and waits until it is ready.
   *
   * @param folder for data and log; data from an earlier run is reused
   * @param port where it listens, if it is started here
   * @throws StartException if it does not come up
   */
  Store start(Path folder, int port);

  /**
   * The store as a replica set; empty if it does not support one.
   *
   * @param folder for data and logs; data from an earlier run is reused
   * @param ports one for each member
   */
  default Optional<MongodSet> set(Path folder, List<Integer> ports) {
    return Optional.empty();
  }

  /** The database that the user named, if any. */
  default Optional<String> database() {
    return Optional.empty();
  }

  /** A store that is managed elsewhere. */
  record Given(String uri) implements StoreSource {
    /** {@code mongodb://hosts/database?options}, as drivers read it. */
    private static final Pattern DATABASE = Pattern.compile("[^:]+://[^/?]*/([^?]+).*");

    @Override
    public Optional<String> database() {
      Matcher matcher = DATABASE.matcher(uri);
      return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public Store start(Path folder, int port) {
      return Store.at(uri);
    }
  }

  /** An installed MongoDB server, run as a replica set of one. */
  record Mongod(Path binary) implements StoreSource {
    @Override
    public Store start(Path folder, int port) {
      return Store.startMongod(binary, folder, port);
    }

    @Override
    public Optional<MongodSet> set(Path folder, List<Integer> ports) {
      return Optional.of(new MongodSet(any -> binary, folder, ports));
    }
  }

  /** A downloaded MongoDB server, kept for the next start, run as a replica set of one. */
  record Download() implements StoreSource {
    @Override
    public Store start(Path folder, int port) {
      return Store.startMongod(MongodDownload.fetch(folder), folder, port);
    }

    @Override
    public Optional<MongodSet> set(Path folder, List<Integer> ports) {
      return Optional.of(new MongodSet(MongodDownload::fetch, folder, ports));
    }
  }

  /** An in-memory server. */
  record InMemory() implements StoreSource {
    @Override
    public Store start(Path folder, int port) {
      return Store.startInMemory(folder, port);
    }
  }

  private static Optional<Path> mongod(Map<String, String> environment) {
    String named = environment.getOrDefault("MEANSTREAM_MONGOD", "");
    if (named.isBlank()) {
      return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
          .map(folder -> Path.of(folder, "mongod"))
          .filter(Files::isExecutable)
          .findFirst();
    }
    if (!Files.isExecutable(Path.of(named))) {
      throw new StartException("MEANSTREAM_MONGOD: %s is not an executable file".formatted(named));
    }
    return Optional.of(Path.of(named));
  }
}
