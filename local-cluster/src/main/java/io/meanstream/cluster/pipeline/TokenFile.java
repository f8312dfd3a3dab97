package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The file with the secret that callers need to change anything. Only its owner may read it. */
public final class TokenFile {

  private static final int BYTES = 32;

  private TokenFile() {}

  /** Reads the token from a file, and creates the file if it is missing. */
  public static String in(Path file) {
    try {
      if (!Files.exists(file)) {
        write(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the token in " + file, e);
    }
  }

  private static void write(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Files.createDirectories(file.getParent());
    PrivateFile.create(file, HexFormat.of().formatHex(random) + "\n");
  }
}
