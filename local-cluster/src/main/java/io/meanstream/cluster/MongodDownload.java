package io.meanstream.cluster;

import java.nio.file.Path;

/** Fetches a {@code mongod} from the Internet. */
final class MongodDownload {
  private MongodDownload() {}

  static Path fetch(Path folder) {
    throw new StartException("no mongod can be downloaded into " + folder);
  }
}
