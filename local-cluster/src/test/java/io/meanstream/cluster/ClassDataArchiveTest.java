package io.meanstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataArchiveTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path folder;
  private Path jar;
  private Path loaded;

  @BeforeEach
  void makeJar() throws IOException {
    jar = folder.resolve("hello.jar");
    loaded = folder.resolve("loaded");
    writeJar("hello");
  }

  @Test
  void aRecordedArchiveHoldsTheClassesOfTheNextProcess() throws Exception {
    // Given
    ClassDataArchive archive = archive();
    assertThat(archive.use()).isEmpty();
    Path fresh = folder.resolve("work/fresh.jsa");

    // When
    run(archive.record(fresh));
    archive.keep(fresh);

    // Then
    assertThat(archive.isThere()).isTrue();
    assertThat(fresh).doesNotExist();
    run(archive().use());
    assertThat(loaded).content().contains(Hello.class.getName() + " source: shared objects file");
  }

  @Test
  void onlyOneProcessRecordsAnArchive() throws Exception {
    // Given
    ClassDataArchive archive = archive();
    Path fresh = folder.resolve("work/fresh.jsa");
    assertThat(archive.record(fresh)).isNotEmpty();

    // When
    List<String> meanwhile = archive().record(folder.resolve("other/fresh.jsa"));

    // Then
    assertThat(meanwhile).isEmpty();
    archive.release();
    assertThat(archive().record(fresh)).isNotEmpty();
  }

  @Test
  void aChangedJarHasAnotherArchiveAndTheOldOneIsRemoved() throws Exception {
    // Given
    ClassDataArchive old = archive();
    old.keep(recorded());
    writeJar("hello, world");

    // When
    ClassDataArchive changed = archive();

    // Then
    assertThat(changed.isThere()).isFalse();
    changed.keep(recorded());
    assertThat(changed.isThere()).isTrue();
    assertThat(old.isThere()).isFalse();
  }

  @Test
  void archivesOfOtherProgramsAreKept() throws Exception {
    // Given
    ClassDataArchive other = ClassDataArchive.in(archives(), "hello-2", List.of(jar));
    other.keep(recorded());

    // When
    archive().keep(recorded());

    // Then
    assertThat(other.isThere()).isTrue();
  }

  @Test
  void aProcessRunsWithoutAnArchiveThatDoesNotFit() throws Exception {
    ClassDataArchive archive = archive();
    archive.keep(recorded());

    assertThat(run(archive.use())).containsExactly("hello");
  }

  private ClassDataArchive archive() {
    return ClassDataArchive.in(archives(), "hello", List.of(jar));
  }

  private Path archives() {
    return folder.resolve("classes");
  }

  /** A file that is no archive. */
  private Path recorded() throws IOException {
    Files.createDirectories(archives());
    return Files.writeString(folder.resolve("fresh.jsa"), "not an archive");
  }

  /** What the program wrote. */
  private List<String> run(List<String> options) throws IOException {
    Path log = Files.createTempFile(folder, "hello", ".log");
    Child child =
        ChildCommand.ofWatchedMain("hello", Hello.class.getName())
            .classPath(List.of(jar))
            .jvmOptions(options)
            .jvmOptions("-Xlog:class+load:file=" + loaded)
            .log(log)
            .start();
    assertThat(child.awaitExit(SOON)).isTrue();
    assertThat(child.exit()).hasValue(0);
    return Files.readAllLines(log);
  }

  private void writeJar(String comment) throws IOException {
    String name = Hello.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream bytes = Hello.class.getClassLoader().getResourceAsStream(name)) {
      out.setComment(comment);
      out.putNextEntry(new JarEntry(name));
      bytes.transferTo(out);
    }
  }

  /** Says hello. */
  static final class Hello {
    private Hello() {}

    public static void main(String[] args) {
      System.out.println("hello");
    }
  }
}
