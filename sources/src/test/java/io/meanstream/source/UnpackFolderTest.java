package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackFolderTest {

  @TempDir Path parent;

  @Test
  void onlyFoldersOfProcessesThatHaveEndedAreRemoved() throws Exception {
    // Given two processes that unpack, of which one is killed
    Process killed = unpacking();
    Process running = unpacking();
    try {
      List<Path> both = folders();
      killed.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      assertThat(both).hasSize(2);

      // When
      Path file = new UnpackFolder(() -> parent).newFile();

      // Then
      assertThat(file).isEmptyFile();
      assertThat(folders()).hasSize(2).contains(file.getParent()).containsAnyElementsOf(both);
    } finally {
      running.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }

    // When
    Path last = new UnpackFolder(() -> parent).newFile();

    // Then this process's own folder from before is in use
    assertThat(folders()).hasSize(2).contains(last.getParent());
  }

  @Test
  void linksAreNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path precious = Files.createFile(elsewhere.resolve("precious"));
    Path link = Files.createSymbolicLink(parent.resolve("meanstream-unpacked-1"), elsewhere);

    new UnpackFolder(() -> parent).newFile();

    assertThat(precious).exists();
    assertThat(link).exists();
  }

  @Test
  void aFolderOfAnotherUserIsLeftAlone() throws IOException {
    Path other = Files.createDirectory(parent.resolve("meanstream-unpacked-1"));
    assumeTrue(changesOwner(other), "only root may give folders away");

    new UnpackFolder(() -> parent).newFile();

    assertThat(other).exists();
  }

  private static boolean changesOwner(Path folder) throws IOException {
    try {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
      return true;
    } catch (FileSystemException | UserPrincipalNotFoundException e) {
      return false;
    }
  }

  @Test
  void aProcessThatEndsByItselfLeavesNothing() throws Exception {
    Process process = unpacking();
    process.getOutputStream().close();

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(folders()).isEmpty();
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> found = Files.list(parent)) {
      return found.toList();
    }
  }

  /** Returns once the process has a file. */
  private Process unpacking() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Unpacking.class.getName(),
                parent.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.getInputStream().read()).isEqualTo('.');
    return process;
  }

  /** Creates a file and deletes it at the end of standard input. */
  static final class Unpacking {
    public static void main(String[] args) throws IOException {
      Path file = new UnpackFolder(() -> Path.of(args[0])).newFile();
      System.out.write('.');
      System.out.flush();
      assertThat(System.in.read()).isEqualTo(-1);
      Files.delete(file);
    }
  }
}
