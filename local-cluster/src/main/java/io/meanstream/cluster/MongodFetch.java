package io.meanstream.cluster;

import de.flapdoodle.embed.mongo.distribution.Version;
import de.flapdoodle.embed.mongo.transitions.Mongod;
import de.flapdoodle.embed.process.archives.ExtractedFileSet;
import de.flapdoodle.reverse.StateID;
import de.flapdoodle.reverse.TransitionWalker.ReachedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Downloads MongoDB's server for this platform. Runs only in a child, since it needs {@link
 * ClassPaths#cluster()}.
 */
final class MongodFetch {
  /** The line that it prints when the binary is in place. */
  static final String READY = "mongod fetched";

  private MongodFetch() {}

  /** Argument: where to put the binary. */
  public static void main(String[] args) throws IOException {
    try {
      fetch(Path.of(args[0]));
      System.out.println(READY);
    } catch (RuntimeException e) {
      // flapdoodle's own message contains the whole environment, including secrets
      System.err.println("download failed: " + rootOf(e));
      System.exit(1);
    }
  }

  private static void fetch(Path target) throws IOException {
    Path partial = target.resolveSibling("mongod.partial");
    StateID<ExtractedFileSet> extracted = StateID.of(ExtractedFileSet.class);
    try (ReachedState<ExtractedFileSet> files =
        Mongod.instance().transitions(Version.Main.V7_0).walker().initState(extracted)) {
      Files.copy(
          files.current().executable(),
          partial,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    // all or nothing
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }
}
