package io.meanstream.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.ChildCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkJvmTest {

  @TempDir Path folder;

  @Test
  void argumentsAreInAFileThatOnlyItsOwnerMayRead() throws Exception {
    // Given
    ChildCommand command =
        ChildCommand.ofWatchedMain("arguments", Arguments.class.getName())
            .classPath(List.of(Path.of("target/test-classes")))
            .log(folder.resolve("log"));

    // When
    SparkJvm.pass(
        List.of("--mongodb", "mongodb://u:secret@h/x"), folder.resolve("new folder"), command);

    // Then
    try (Child child = command.start()) {
      assertThat(child.awaitExit(Duration.ofMinutes(1))).isTrue();
    }
    Path file = folder.toAbsolutePath().resolve("new folder/arguments");
    assertThat(folder.resolve("log")).hasContent("@" + file);
    assertThat(file).hasContent("--mongodb\nmongodb://u:secret@h/x");
    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  /** Prints its arguments. */
  static final class Arguments {
    private Arguments() {}

    public static void main(String[] args) {
      System.out.println(String.join(" ", args));
    }
  }
}
