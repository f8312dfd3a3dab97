package io.meanstream.ingest.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.ingest.inbox.SettledFiles.Settled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledFilesTest {

  private static final Duration QUIET = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private SettledFiles files;

  @BeforeEach
  void watch() {
    files = new SettledFiles(folder, QUIET);
  }

  private List<String> lookAfter(int seconds) throws IOException {
    return files.look(Duration.ofSeconds(seconds).toNanos()).stream()
        .map(Settled::file)
        .map(Path::getFileName)
        .map(Path::toString)
        .toList();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(
        folder.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void aFileSettlesWhenItHasNotChangedForLongEnough() throws IOException {
    write("a.csv", "x");

    assertThat(lookAfter(0)).isEmpty();
    assertThat(lookAfter(4)).isEmpty();
    assertThat(lookAfter(5)).containsExactly("a.csv");
  }

  @Test
  void aFileThatGrowsIsNotTaken() throws IOException {
    write("a.csv", "x");
    lookAfter(0);
    write("a.csv", "y");

    assertThat(lookAfter(5)).isEmpty();
    assertThat(lookAfter(9)).isEmpty();
    assertThat(lookAfter(10)).containsExactly("a.csv");
  }

  @Test
  void aFileOverwrittenWithEqualSizeIsNotTaken() throws IOException {
    Path file = write("a.csv", "x");
    lookAfter(0);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));

    assertThat(lookAfter(5)).isEmpty();
  }

  @Test
  void aReplacedFileStartsOver() throws IOException {
    Path file = write("a.csv", "x");
    FileTime time = Files.getLastModifiedTime(file);
    lookAfter(0);
    Path other = write("b.csv.part", "y");
    Files.setLastModifiedTime(other, time);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(lookAfter(5)).isEmpty();
  }

  @Test
  void aRenamedFileIsNotTakenUnderItsFormerName() throws IOException {
    Path part = write("a.csv.part", "x");
    write(".b.csv", "x");
    write("c.tmp", "x");
    assertThat(lookAfter(0)).isEmpty();
    assertThat(lookAfter(60)).isEmpty();

    Files.move(part, folder.resolve("a.csv"));

    assertThat(lookAfter(61)).isEmpty();
    assertThat(lookAfter(66)).containsExactly("a.csv");
  }

  @Test
  void filesAreOrderedByTheirLastChange() throws IOException {
    Files.setLastModifiedTime(write("a.csv", "x"), FileTime.fromMillis(3));
    Files.setLastModifiedTime(write("b.zip", "x"), FileTime.fromMillis(1));
    Files.setLastModifiedTime(write("c.parquet", "x"), FileTime.fromMillis(2));
    lookAfter(0);

    assertThat(lookAfter(5)).containsExactly("b.zip", "c.parquet", "a.csv");
  }

  @Test
  void foldersAndLinksAreNotTaken() throws IOException {
    Files.createDirectory(folder.resolve("folder.csv"));
    Files.createSymbolicLink(folder.resolve("link.csv"), write("file", "x"));
    lookAfter(0);

    assertThat(lookAfter(5)).isEmpty();
  }

  @Test
  void noMoreFilesAreExaminedThanTheLimit() throws IOException {
    for (int i = 0; i <= SettledFiles.LIMIT; i++) {
      write(i + ".csv", "x");
    }
    lookAfter(0);

    assertThat(lookAfter(5)).hasSize(SettledFiles.LIMIT);
  }
}
