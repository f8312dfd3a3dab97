package io.meanstream.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

  @TempDir Path folder;

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    Path file = folder.resolve("state").resolve("token");

    TokenFile.in(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void theTokenNeverChanges() {
    Path file = folder.resolve("token");
    String first = TokenFile.in(file);

    String second = TokenFile.in(file);

    assertThat(second).isEqualTo(first).matches("[0-9a-f]{64}");
  }
}
