package io.meanstream.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;

/** Hashes prefixes of a source, to find out which other contents it starts with. */
public final class Prefixes {

  private static final int BUFFER = 1 << 16;

  private Prefixes() {}

  /**
   * The hashes of a source's first bytes, computed as {@link Content#hash} is for a whole source.
   *
   * @param lengths of the prefixes, in bytes; lengths beyond the source's end are left out
   * @param watch called at each read; what it throws ends the reading
   * @throws SourceException if the source is missing or damaged
   */
  public static <E extends Exception> Map<Long, String> hashes(
      SourceFile source, SortedSet<Long> lengths, UnpackLimits unpack, Watch<E> watch)
      throws SourceException, E {
    Map<Long, String> hashes = new HashMap<>();
    byte[] buffer = new byte[BUFFER];
    try (SourceBytes bytes = SourceBytes.hashed(source.open(unpack))) {
      for (long length : lengths) {
        while (bytes.count() < length && readOn(bytes, length, buffer)) {
          watch.atRow(bytes.count());
        }
        if (bytes.count() == length) {
          hashes.put(length, bytes.hashSoFar());
        }
      }
      return hashes;
    } catch (IOException e) {
      throw SourceException.reading(source.name(), e);
    }
  }

  /** Reads up to a length; returns false at the end. */
  private static boolean readOn(SourceBytes bytes, long length, byte[] buffer) throws IOException {
    int most = (int) Math.min(buffer.length, length - bytes.count());
    return bytes.read(buffer, 0, most) >= 0;
  }
}
