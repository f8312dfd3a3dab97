package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.testing.Archives;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTest {

  private static final String CSV = "a,b\r\n1,2\r\n\"3\r\n\",4\r\n";

  /** From {@code printf 'a,b\r 1,2\r "3\r ",4\r ' | sha256sum}. */
  private static final String HASH =
      "f7c08cb6a31db9aebd2b45315925d70daeb91d86e71d8728e54ab2c33b664b65";

  @TempDir Path folder;

  @Test
  void contentIsComputedFromDecompressedBytes() throws Exception {
    // Given
    Path csv = Files.writeString(folder.resolve("a.csv"), CSV);
    Path gz = Files.write(folder.resolve("b.csv.gz"), Archives.gzip(CSV));
    Path zip = Archives.zip(folder.resolve("c.zip"), "d.csv", CSV);

    for (Path file : List.of(csv, gz, zip)) {
      // When
      Content content =
          Content.of(
              DataFiles.below(file, UnpackLimits.STANDARD).sources().get(0),
              ReadOptions.STANDARD,
              passed -> {});

      // Then
      assertThat(content)
          .isEqualTo(
              new Content(
                  HASH,
                  19,
                  2,
                  List.of("a", "b"),
                  new TextOptions(Optional.of(StandardCharsets.UTF_8), Optional.of(',')),
                  Warnings.NONE));
    }
  }

  @Test
  void aHeaderAloneHasNoRows() throws Exception {
    assertThat(contentOf("header.csv", "a,b".getBytes()).rows()).isZero();
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThatThrownBy(() -> contentOf("empty.csv", new byte[0])).hasMessage("empty.csv: is empty");
  }

  @Test
  void aTruncatedArchiveFailsBeforeAnyRowIsUsed() throws Exception {
    // Given
    byte[] gzip = Archives.gzip(CSV.repeat(1_000));

    // When, Then
    assertThatThrownBy(() -> contentOf("a.csv.gz", Arrays.copyOf(gzip, gzip.length - 4)))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "a.csv.gz: the archive is truncated: the gzip member that starts at byte 0 has no end");
    assertThatThrownBy(() -> contentOf("b.csv.gz", "a,b\n".getBytes()))
        .hasMessageStartingWith("b.csv.gz: the archive is broken: ");
  }

  @Test
  void anEntryWithAWrongChecksumIsRefused() throws Exception {
    // Given another checksum in the archive's directory
    Path zip = Archives.zip(folder.resolve("c.zip"), "d.csv", CSV);
    byte[] bytes = Files.readAllBytes(zip);
    int sum = indexOf(bytes, new byte[] {'P', 'K', 1, 2}) + 16;
    bytes[sum] ^= 1;
    Files.write(zip, bytes);
    SourceFile source = new SourceFile("c.zip!/d.csv", zip, Optional.of("d.csv"));

    // When, Then
    assertThatThrownBy(() -> Content.of(source, ReadOptions.STANDARD, passed -> {}))
        .hasMessage("c.zip!/d.csv: the archive is broken: the checksum of d.csv does not match");
  }

  @Test
  void aMissingFileIsReported() {
    SourceFile source = new SourceFile("gone.csv", folder.resolve("gone.csv"), Optional.empty());
    assertThatThrownBy(() -> Content.of(source, ReadOptions.STANDARD, passed -> {}))
        .hasMessage("gone.csv: there is no such file");
  }

  private Content contentOf(String name, byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve(name), bytes);
    return Content.of(
        DataFiles.below(file, UnpackLimits.STANDARD).sources().get(0),
        ReadOptions.STANDARD,
        passed -> {});
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; at <= bytes.length - part.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("not found");
  }
}
