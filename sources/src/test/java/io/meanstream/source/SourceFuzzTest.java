package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.csv.LinesToSkip;
import io.meanstream.source.type.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whatever its bytes are, a source is refused in one line, or each of its rows is accepted or
 * rejected.
 */
class SourceFuzzTest {

  private static final Dataset RIDES = Catalog.load(Path.of("../datasets")).find("rides").get();
  private static final ReadOptions COMMAS =
      new ReadOptions(
          StandardCharsets.UTF_8,
          Optional.of(','),
          List.of(),
          LinesToSkip.NONE,
          UnpackLimits.STANDARD);
  private static final byte[] HEADER =
      "ride_id,started_at,ended_at\n".getBytes(StandardCharsets.US_ASCII);

  @FuzzTest
  void bytesAreRefusedOrAccountedFor(byte[] bytes) throws IOException {
    assertAccountedFor(bytes);
  }

  @FuzzTest
  void bytesBelowAHeaderAreAccountedFor(byte[] bytes) throws IOException {
    assertThat(assertAccountedFor(belowAHeader(bytes))).isPresent();
  }

  static byte[] belowAHeader(byte[] bytes) {
    byte[] all = new byte[HEADER.length + bytes.length];
    System.arraycopy(HEADER, 0, all, 0, HEADER.length);
    System.arraycopy(bytes, 0, all, HEADER.length, bytes.length);
    return all;
  }

  /**
   * The number of rows; empty if the source is refused. Reads it once with the detected delimiter,
   * and once with commas, like the other reader.
   */
  static OptionalLong assertAccountedFor(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", ".csv");
    SourceFile source = new SourceFile("fuzz.csv", file, Optional.empty());
    try {
      Files.write(file, bytes);
      OptionalLong rows = read(source, COMMAS);
      OptionalLong lines = OtherReader.rows(bytes);
      if (rows.isPresent() && lines.isPresent()) {
        assertThat(rows).isEqualTo(lines);
      }
      return read(source, ReadOptions.STANDARD);
    } finally {
      Files.delete(file);
    }
  }

  private static OptionalLong read(SourceFile source, ReadOptions options) throws IOException {
    try {
      Content content = Content.of(source, options, passed -> {});
      assertThat(content.bytes()).isEqualTo(Files.size(source.file()));
      try (RowReader rows = RowReader.open(source, RIDES, options, content.hash())) {
        long accepted = 0;
        long rejected = 0;
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
          if (row.get() instanceof Row.Accepted) {
            accepted++;
          } else {
            rejected++;
          }
          assertThat(row.get().row()).isEqualTo(accepted + rejected);
        }
        rows.verify(content);
        assertThat(content.rows()).isEqualTo(accepted + rejected);
        return OptionalLong.of(accepted + rejected);
      }
    } catch (SourceException e) {
      assertThat(e).hasMessageStartingWith("fuzz.csv: ");
      assertThat(e.getMessage()).doesNotContain("cannot be read", "changed", "\n");
      return OptionalLong.empty();
    }
  }
}
