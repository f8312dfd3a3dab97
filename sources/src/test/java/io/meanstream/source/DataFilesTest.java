package io.meanstream.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.testing.Archives;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {

  @TempDir Path folder;

  @Test
  void aSingleFileIsReadWhateverItsName() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("rides.txt"), "a\n1\n");

    // When
    List<SourceFile> found = DataFiles.below(file, UnpackLimits.STANDARD).sources();

    // Then
    assertThat(found).extracting(SourceFile::name).containsExactly("rides.txt");
  }

  @Test
  void aFolderListsItsDataFilesByName() throws Exception {
    // Given
    for (String name :
        List.of(
            "b.csv",
            "a.CSV",
            "c/d.csv.gz",
            ".hidden.csv",
            "notes.pdf",
            "e.tar.gz",
            "__MACOSX/b.csv",
            ".git/x.csv")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    Archives.zip(folder.resolve("aa.zip"), "z.csv", "", "y.csv", "");

    // When
    List<SourceFile> found = DataFiles.below(folder, UnpackLimits.STANDARD).sources();

    // Then
    assertThat(found)
        .extracting(SourceFile::name)
        .containsExactly("a.CSV", "aa.zip!/y.csv", "aa.zip!/z.csv", "b.csv", "c/d.csv.gz");
  }

  @Test
  void anArchiveListsItsDataEntries() throws Exception {
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
            "readme.pdf",
            "x");

    // When
    List<SourceFile> found = DataFiles.below(zip, UnpackLimits.STANDARD).sources();

    // Then
    assertThat(found).extracting(SourceFile::name).containsExactly("rides.zip!/rides/a.csv");
    assertThat(found.get(0).file()).isEqualTo(zip.toRealPath());
  }

  @Test
  void linksToFilesAreFollowed() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("real.csv"), "");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createSymbolicLink(other.resolve("link.csv"), file);

    // When
    List<SourceFile> found = DataFiles.below(other, UnpackLimits.STANDARD).sources();

    // Then
    assertThat(found).hasSize(1);
    assertThat(found.get(0).name()).isEqualTo("link.csv");
    assertThat(found.get(0).file()).isEqualTo(file.toRealPath());
  }

  @Test
  void pathsWithoutDataAreRefused() throws IOException {
    // Given
    Path zip = Archives.zip(folder.resolve("empty.zip"), "readme.pdf", "x");
    Path broken = Files.writeString(folder.resolve("broken.zip"), "this is no zip file");
    Path empty = Files.createDirectory(folder.resolve("empty"));

    // When, Then
    assertThatThrownBy(() -> below(zip))
        .hasMessage(
            zip
                + ": contains no data files (.csv, .tsv, .txt, .json, .ndjson, .jsonl, .parquet, .gz, .zip); not read:"
                + " empty.zip!/readme.pdf (its name does not end in one of"
                + " .csv, .tsv, .txt, .json, .ndjson, .jsonl, .parquet, .gz, .zip)");
    assertThatThrownBy(() -> below(empty))
        .hasMessage(
            empty
                + ": contains no data files (.csv, .tsv, .txt, .json, .ndjson, .jsonl, .parquet, .gz, .zip)");
    assertThatThrownBy(() -> below(broken))
        .hasMessage(
            broken + ": the archive is broken: it is not a zip archive, or its end is missing");
    assertThatThrownBy(() -> below(folder.resolve("absent")))
        .hasMessage(folder.resolve("absent") + ": there is no such file");
    assertThatThrownBy(() -> below(Path.of("/dev/null")))
        .hasMessage("/dev/null: only files and folders can be read");
  }

  @Test
  void skippedFilesAreReportedWithTheirReason() throws Exception {
    // Given
    Path read = Files.createDirectory(folder.resolve("read"));
    for (String name : List.of("a.csv", "a.csv.1", "b.xlsx", "c.tar.gz", "d.CSV.bz2", ".e.pdf")) {
      Files.writeString(read.resolve(name), "");
    }
    Path linked = Files.createDirectory(folder.resolve("linked"));
    Files.writeString(linked.resolve("f.csv"), "");
    Files.createSymbolicLink(read.resolve("link"), linked);
    Files.createSymbolicLink(linked.resolve("loop"), read);

    // When
    DataFiles found = below(read);

    // Then
    assertThat(found.sources()).extracting(SourceFile::name).containsExactly("a.csv");
    String name =
        "its name does not end in one of .csv, .tsv, .txt, .json, .ndjson, .jsonl, .parquet, .gz, .zip";
    String archive = "this archive format is not supported; unpack it first";
    assertThat(found.skipped())
        .containsExactly(
            new Skipped("a.csv.1", name),
            new Skipped("b.xlsx", name),
            new Skipped("c.tar.gz", archive),
            new Skipped("d.CSV.bz2", archive),
            new Skipped("link", "is a link to a folder; give that folder as well"));
  }

  @Test
  void anUnreadableFileDoesNotHoldUpTheOthers() throws Exception {
    // Given
    Files.writeString(folder.resolve("a.csv"), "x\n1\n");
    Files.writeString(folder.resolve("b.zip"), "cut");
    Files.createSymbolicLink(folder.resolve("c.csv"), folder.resolve("gone.csv"));
    Files.createSymbolicLink(folder.resolve("d.csv"), folder.resolve("d.csv"));
    Archives.zip(folder.resolve("e.zip"), "../f.csv", "x");

    // When
    List<SourceFile> found = below(folder).sources();

    // Then
    assertThat(found)
        .extracting(SourceFile::name)
        .containsExactly("a.csv", "b.zip", "c.csv", "d.csv", "e.zip");
    assertThat(text(found.get(0))).isEqualTo("x\n1\n");
    assertThatThrownBy(() -> content(found.get(1)))
        .hasMessage("b.zip: the archive is broken: it is not a zip archive, or its end is missing");
    assertThatThrownBy(() -> content(found.get(2))).hasMessage("c.csv: is a broken link");
    assertThatThrownBy(() -> content(found.get(3))).hasMessageStartingWith("d.csv: cannot be read");
    assertThatThrownBy(() -> content(found.get(4)))
        .hasMessage("e.zip: entry ../f.csv points outside the archive");
  }

  @Test
  void nestedArchivesAreReadOneLevelDeep() throws Exception {
    // Given
    byte[] deepest = Archives.zip("c.csv", "deep".getBytes());
    byte[] inner =
        Archives.zip("b.csv", "b".getBytes(), "b.csv.gz", Archives.gzip("gz"), "c.zip", deepest);
    Path outer = folder.resolve("a.zip");
    Files.write(
        outer, Archives.zip("d.tsv", "d".getBytes(), "in.zip", inner, "x.zip", "".getBytes()));

    // When
    DataFiles found = below(outer);

    // Then
    assertThat(found.sources())
        .extracting(SourceFile::name)
        .containsExactly(
            "a.zip!/d.tsv", "a.zip!/in.zip!/b.csv", "a.zip!/in.zip!/b.csv.gz", "a.zip!/x.zip");
    assertThat(text(found.sources().get(0))).isEqualTo("d");
    assertThat(text(found.sources().get(1))).isEqualTo("b");
    assertThat(text(found.sources().get(2))).isEqualTo("gz");
    assertThatThrownBy(() -> content(found.sources().get(3)))
        .hasMessageStartingWith("a.zip!/x.zip: the archive is broken");
    assertThat(found.skipped())
        .containsExactly(
            new Skipped(
                "a.zip!/in.zip!/c.zip",
                "is an archive in an archive in an archive; unpack the outermost one"));
  }

  @Test
  void aNestedArchiveBombIsMeasuredByItsOutermostSize() throws Exception {
    // Given 100 MB of zeros, in some hundred bytes
    byte[] inner = Archives.zip("b.csv", new byte[100_000_000]);
    Path outer = Files.write(folder.resolve("a.zip"), Archives.zip("b.zip", inner));

    // When
    SourceFile bomb = below(outer).sources().get(0);

    // Then
    assertThatThrownBy(() -> text(bomb))
        .hasMessageContaining("unpack to more than the limit of 67108864");
  }

  @Test
  void entriesWithTheSameNameAreAllRead() throws Exception {
    // Given an archive whose second entry is renamed to the first one's name
    Path zip = folder.resolve("twice.zip");
    byte[] bytes = Archives.zip("a.csv", "first".getBytes(), "b.csv", "second".getBytes());
    Files.write(zip, replaced(bytes, "b.csv", "a.csv".getBytes()));

    // When
    List<SourceFile> found = below(zip).sources();

    // Then
    assertThat(found)
        .extracting(SourceFile::name)
        .containsExactly("twice.zip!/a.csv", "twice.zip!/a.csv (2)");
    assertThat(text(found.get(0))).isEqualTo("first");
    assertThat(text(found.get(1))).isEqualTo("second");
  }

  @Test
  void manyEntriesMayHaveOneName() throws Exception {
    // Given: a second, or minutes if each name is compared with all before it
    Path zip = folder.resolve("many.zip");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("a.csv"));
      for (int entry = 0; entry < 30_000; entry++) {
        out.putNextEntry(new ZipEntry("n%05d.pdf".formatted(entry)));
      }
    }
    String renamed = bytes.toString(ISO_8859_1).replaceAll("n\\d{5}\\.pdf", "number.pdf");
    Files.write(zip, renamed.getBytes(ISO_8859_1));

    // When
    List<Skipped> found =
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> below(zip).skipped());

    // Then
    assertThat(found)
        .hasSize(30_000)
        .extracting(Skipped::source)
        .contains("many.zip!/number.pdf", "many.zip!/number.pdf (30000)");
  }

  @Test
  void entryNamesAreUtf8OrCodePage437() throws Exception {
    // Given names that are not marked as UTF-8: 0x84 is ä in code page 437
    byte[] bytes = Archives.zip("M--rz.csv", "1".getBytes(), "J+nner.csv", "2".getBytes());
    bytes = replaced(bytes, "M--rz", "M\u00E4rz".getBytes(StandardCharsets.UTF_8));
    bytes = replaced(bytes, "J+nner", new byte[] {'J', (byte) 0x84, 'n', 'n', 'e', 'r'});
    Path zip = Files.write(folder.resolve("names.zip"), bytes);

    // When
    List<SourceFile> found = below(zip).sources();

    // Then
    assertThat(found)
        .extracting(SourceFile::name)
        .containsExactly("names.zip!/J\u00E4nner.csv", "names.zip!/M\u00E4rz.csv");
    assertThat(text(found.get(0))).isEqualTo("2");
  }

  @Test
  void encryptedAndUnsupportedEntriesAreRefused() throws Exception {
    // Given the flags (at 8 of the directory's entry) and the method (at 10) of two entries
    byte[] bytes =
        Archives.zip("a.csv", "1".getBytes(), "b.csv", "2".getBytes(), "c.csv", "3".getBytes());
    int directory = indexOf(bytes, new byte[] {'P', 'K', 1, 2}, 0);
    int second = indexOf(bytes, new byte[] {'P', 'K', 1, 2}, directory + 1);
    bytes[directory + 8] |= 1;
    bytes[second + 10] = 14;
    Path zip = Files.write(folder.resolve("odd.zip"), bytes);

    // When
    List<SourceFile> found = below(zip).sources();

    // Then
    assertThatThrownBy(() -> content(found.get(0)))
        .hasMessage("odd.zip!/a.csv: is encrypted; unpack it with its password first");
    assertThatThrownBy(() -> content(found.get(1)))
        .hasMessage(
            "odd.zip!/b.csv: uses unsupported compression method 14 (LZMA);"
                + " recompress it with deflate");
    assertThat(text(found.get(2))).isEqualTo("3");
  }

  @Test
  void textFilesThatDoNotMatchTheDatasetAreSkipped() throws Exception {
    // Given
    Dataset rides = Catalog.load(Path.of("../datasets")).find("rides").orElseThrow();
    String table = "ride_id,started_at,ended_at\n1,2020-05-01 10:00,2020-05-01 10:10\n";
    Path read = Files.createDirectory(folder.resolve("read"));
    Path readme = Files.writeString(read.resolve("README.txt"), "Rides of May, as published\n");
    Files.writeString(read.resolve("rides.txt"), table);

    // When
    DataFiles found = below(read).of(rides, read, ReadOptions.STANDARD);

    // Then
    assertThat(found.sources()).extracting(SourceFile::name).containsExactly("rides.txt");
    assertThat(found.skipped()).hasSize(1);
    assertThat(found.skipped().get(0).source()).isEqualTo("README.txt");
    assertThat(found.skipped().get(0).reason()).contains("started_at");
    assertThat(below(readme).of(rides, readme, ReadOptions.STANDARD).sources())
        .as("what is named is read, and fails")
        .hasSize(1);
  }

  private static DataFiles below(Path path) throws SourceException {
    return DataFiles.below(path, UnpackLimits.STANDARD);
  }

  private static String text(SourceFile source) throws IOException {
    try (InputStream bytes = source.open(UnpackLimits.STANDARD)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Content content(SourceFile source) throws SourceException {
    return Content.of(source, ReadOptions.STANDARD, passed -> {});
  }

  /** Replaces a text in the bytes by others of the same length, everywhere. */
  private static byte[] replaced(byte[] bytes, String text, byte[] by) {
    byte[] replaced = bytes.clone();
    byte[] searched = text.getBytes(StandardCharsets.US_ASCII);
    for (int at = indexOf(bytes, searched, 0); at >= 0; at = indexOf(bytes, searched, at + 1)) {
      System.arraycopy(by, 0, replaced, at, by.length);
    }
    return replaced;
  }

  private static int indexOf(byte[] bytes, byte[] part, int from) {
    for (int at = from; at <= bytes.length - part.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    return -1;
  }
}
