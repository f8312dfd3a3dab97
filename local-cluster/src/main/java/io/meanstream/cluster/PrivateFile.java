package io.meanstream.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files with secrets, such as the password of a store. Only their owner may read them. */
public final class PrivateFile {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private PrivateFile() {}

  /** Creates a file; fails if there is one. */
  public static void create(Path file, String content) throws IOException {
    // set the mode before the content, so that nobody else ever sees it
    Files.createFile(file, OWNER_ONLY);
    Files.writeString(file, content);
  }

  /** Creates a file, in place of an earlier one. */
  public static void replace(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    create(file, content);
  }
}
