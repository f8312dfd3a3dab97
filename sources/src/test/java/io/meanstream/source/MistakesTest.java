package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.source.csv.LinesToSkip;
import io.meanstream.testing.Archives;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that users submit by mistake, and the one-line error they get. */
class MistakesTest {

  private static final UnpackLimits NARROW = new UnpackLimits(1_000, 2);

  @TempDir Path folder;

  @Test
  void aFileOfAnotherKindIsNamed() {
    assertMistake(bytes(0x50, 0x4B, 3, 4), "is a zip archive or a spreadsheet; name it .zip, or");
    assertMistake(bytes(0x1F, 0x8B, 8, 0), "is a gzip file; name it .gz");
    assertMistake(bytes(0xD0, 0xCF, 0x11, 0xE0), "is a spreadsheet; export it as CSV");
    assertMistake("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), "is a PDF file");
    assertMistake("PAR1".getBytes(StandardCharsets.US_ASCII), "is a Parquet file");
    assertMistake(bytes(0x89, 'P', 'N', 'G'), "is an image");
    assertMistake(
        bytes('a', 'b', 0, 1, '\n'), "is a binary file: character 3 of its first line is U+0000");
  }

  @Test
  void aFileOfLineEndsIsEmpty() {
    assertMistake("\n\r\n\n".getBytes(StandardCharsets.US_ASCII), "is empty");
  }

  @Test
  void aMalformedHeaderIsRefused() {
    assertMistake(
        "caf\u00E9,b\n".getBytes(StandardCharsets.ISO_8859_1),
        "its header is not in UTF-8: caf\uFFFD");
    assertMistake(
        "a,\"b\n1,2\n".getBytes(StandardCharsets.UTF_8),
        "its header misuses quotes: the file ends inside quotes;"
            + " the field spans 2 lines, 1 to 2");
    assertMistake(
        ("a,\"b" + "\n1,2".repeat(9) + "\",c\n1,2,3\n").getBytes(StandardCharsets.UTF_8),
        "its header misuses quotes: the field spans 10 lines, 1 to 10");
    assertMistake(
        "\"a\"x,b\n1,2\n".getBytes(StandardCharsets.UTF_8),
        "its header misuses quotes: text after a closing quote");
    assertMistake(
        ("a,\"b" + "\n1,2".repeat(1 << 19)).getBytes(StandardCharsets.UTF_8),
        "its header is larger than the limit for a field or a record; the field spans 524289 lines,"
            + " 1 to 524289");
  }

  @Test
  void aUtf16FileIsReadIfItsCharsetIsGiven() throws Exception {
    // Given
    byte[] bytes = "\uFEFFa;b\n1;2\n".getBytes(StandardCharsets.UTF_16LE);

    // When
    Content content = read("b.csv", bytes, options(StandardCharsets.UTF_16LE));

    // Then
    assertThat(content.header()).containsExactly("a", "b");
    assertThat(content.rows()).isEqualTo(1);
    assertMistake(bytes, "is in UTF-16, not in UTF-8; name its charset");
  }

  @Test
  void aDefinedDelimiterOverridesDetection() throws Exception {
    // Given
    ReadOptions options =
        new ReadOptions(
            StandardCharsets.UTF_8,
            Optional.of('|'),
            List.of(),
            LinesToSkip.NONE,
            UnpackLimits.STANDARD);

    // When
    Content content = read("c.csv", "a,b|c\n1,2|3\n".getBytes(StandardCharsets.UTF_8), options);

    // Then
    assertThat(content.header()).containsExactly("a,b", "c");
  }

  @Test
  void anArchiveThatUnpacksBeyondTheLimitIsRefused() throws Exception {
    // Given
    String csv = "a\n" + "1\n".repeat(1_000);
    ReadOptions narrow =
        new ReadOptions(
            StandardCharsets.UTF_8, Optional.empty(), List.of(), LinesToSkip.NONE, NARROW);
    byte[] gzip = Archives.gzip(csv);
    Path zip = Archives.zip(folder.resolve("d.zip"), "d.csv", csv);

    // When, Then
    assertThatThrownBy(() -> read("d.csv.gz", gzip, narrow))
        .hasMessage(
            ("d.csv.gz: %d bytes unpack to more than the limit of 1000 (2 times their size,"
                    + " at least 67108864, at most 1000)")
                .formatted(gzip.length));
    assertThatThrownBy(
            () ->
                Content.of(
                    DataFiles.below(zip, UnpackLimits.STANDARD).sources().get(0),
                    narrow,
                    passed -> {}))
        .hasMessageStartingWith("d.zip!/d.csv: ")
        .hasMessageContaining("unpack to more than the limit of 1000");
    assertThat(read("plain.csv", csv.getBytes(StandardCharsets.UTF_8), narrow).rows())
        .isEqualTo(1_000);
  }

  @Test
  void theRatioLimitAppliesAboveAHarmlessSize() {
    // Given
    UnpackLimits limits = new UnpackLimits(1L << 40, 200);

    // When, Then
    assertThat(limits.forCompressed(10)).isEqualTo(64L << 20);
    assertThat(limits.forCompressed(1L << 20)).isEqualTo(200L << 20);
    assertThat(limits.forCompressed(1L << 50)).isEqualTo(1L << 40);
  }

  @Test
  void anEntryOutsideItsArchiveIsRefusedByName() throws Exception {
    for (String entry : new String[] {"../a.csv", "/a.csv", "x/..\\a.csv", "C:\\a.csv"}) {
      // Given
      Path zip = Archives.zip(folder.resolve("climbing.zip"), "b.csv", "x", entry, "x");

      // When, Then
      assertThatThrownBy(() -> DataFiles.below(zip, UnpackLimits.STANDARD))
          .hasMessage(zip + ": entry %s points outside the archive".formatted(entry));
    }
  }

  private void assertMistake(byte[] content, String message) {
    assertThatThrownBy(() -> read("a.csv", content, ReadOptions.STANDARD))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("a.csv: " + message);
  }

  private Content read(String name, byte[] bytes, ReadOptions options) throws Exception {
    return Content.of(
        DataFiles.below(Files.write(folder.resolve(name), bytes), UnpackLimits.STANDARD)
            .sources()
            .get(0),
        options,
        passed -> {});
  }

  private static ReadOptions options(Charset charset) {
    return new ReadOptions(
        charset, Optional.empty(), List.of(), LinesToSkip.NONE, UnpackLimits.STANDARD);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int at = 0; at < values.length; at++) {
      bytes[at] = (byte) values[at];
    }
    return bytes;
  }
}
