package io.meanstream.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {

  @TempDir Path folder;

  @Test
  void aFileIsDataWhateverItsName() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("rides.txt"), "a\n1\n");

    // When
    List<SourceFile> found = DataFiles.below(file);

    // Then
    assertThat(found).extracting(SourceFile::name).containsExactly("rides.txt");
  }

  @Test
  void aFolderGivesItsDataFilesInTheOrderOfTheirNames() throws Exception {
    // Given
    for (String name :
        List.of(
            "b.csv",
            "a.CSV",
            "c/d.csv.gz",
            ".hidden.csv",
            "notes.txt",
            "e.tar.gz",
            "__MACOSX/b.csv",
            ".git/x.csv")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    Archives.zip(folder.resolve("aa.zip"), "z.csv", "", "y.csv", "");

    // When
    List<SourceFile> found = DataFiles.below(folder);

    // Then
    assertThat(found)
        .extracting(SourceFile::name)
        .containsExactly("a.CSV", "aa.zip!/y.csv", "aa.zip!/z.csv", "b.csv", "c/d.csv.gz");
  }

  @Test
  void anArchiveGivesItsEntriesThatAreData() throws Exception {
    // Given
    Path zip =
        Archives.zip(
            folder.resolve("rides.zip"),
            "rides/",
            "",
            "rides/a.csv",
            "x",
            "__MACOSX/rides/._a.csv",
            "x",
            "rides/.b.csv",
            "x",
            "readme.txt",
            "x");

    // When
    List<SourceFile> found = DataFiles.below(zip);

    // Then
    assertThat(found).extracting(SourceFile::name).containsExactly("rides.zip!/rides/a.csv");
    assertThat(found.get(0).file()).isEqualTo(zip.toRealPath());
  }

  @Test
  void linksAreFollowedToWhatTheyMean() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("real.csv"), "");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createSymbolicLink(other.resolve("link.csv"), file);

    // When
    List<SourceFile> found = DataFiles.below(other);

    // Then
    assertThat(found).hasSize(1);
    assertThat(found.get(0).name()).isEqualTo("link.csv");
    assertThat(found.get(0).file()).isEqualTo(file.toRealPath());
  }

  @Test
  void whatHoldsNoDataIsRefused() throws IOException {
    // Given
    Path zip = Archives.zip(folder.resolve("empty.zip"), "readme.txt", "x");
    Path broken = Files.writeString(folder.resolve("broken.zip"), "this is no zip file");
    Path empty = Files.createDirectory(folder.resolve("empty"));

    // When, Then
    assertThatThrownBy(() -> DataFiles.below(zip))
        .hasMessage(zip + ": holds no data file (.csv, .gz, .zip)");
    assertThatThrownBy(() -> DataFiles.below(empty))
        .hasMessage(empty + ": holds no data file (.csv, .gz, .zip)");
    assertThatThrownBy(() -> DataFiles.below(broken))
        .hasMessageStartingWith("broken.zip: the archive is broken: ");
    assertThatThrownBy(() -> DataFiles.below(folder.resolve("absent")))
        .hasMessage(folder.resolve("absent") + ": there is no such file");
  }
}
