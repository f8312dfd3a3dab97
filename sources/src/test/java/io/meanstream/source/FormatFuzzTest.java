package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.type.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Like {@link SourceFuzzTest}, for JSON and Parquet: bytes are refused in one line, or accounted
 * for.
 */
class FormatFuzzTest {

  private static final int MUTATIONS = 500;

  private static final String DEFINITION =
      """
      name: things
      time: at
      source: {zone: UTC, records: /r}
      fields:
        at: {type: timestamp, aliases: [us, at96]}
        id: {type: string}
        n: {type: double, pointer: [/n, /deep/n]}
        d34: {type: decimal}
        f64: {type: double}
        day: {type: date}
        text: {type: string}
        value: {type: double, pointer: /deep/er/value}
      """;

  private static final Dataset THINGS = things();

  @FuzzTest
  void documentsAreRefusedOrAccountedFor(byte[] bytes) throws IOException {
    assertAccountedFor("fuzz.json", bytes);
  }

  @FuzzTest
  void linesAreRefusedOrAccountedFor(byte[] bytes) throws IOException {
    assertAccountedFor("fuzz.ndjson", bytes);
  }

  @FuzzTest
  void parquetIsRefusedOrAccountedFor(byte[] bytes) throws IOException {
    assertAccountedFor("fuzz.parquet", bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "types.parquet",
        "types-v2.parquet",
        "int96.parquet",
        "snappy.parquet",
        "gzip.parquet",
        "zstd.parquet",
        "lz4.parquet",
        "empty.parquet"
      })
  void aDamagedParquetFileIsRefusedOrAccountedFor(String name) throws IOException {
    byte[] whole;
    try (InputStream file = getClass().getResourceAsStream("parquet/" + name)) {
      whole = file.readAllBytes();
    }
    for (int seed = 0; seed < MUTATIONS; seed++) {
      try {
        assertAccountedFor("fuzz.parquet", mutated(whole, new Random(seed)));
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  /** Changes a few bytes, most of them in the metadata at the end. */
  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      int from = random.nextInt(3) == 0 ? 4 : Math.max(4, bytes.length - 1_500);
      bytes[from + random.nextInt(bytes.length - from - 8)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static void assertAccountedFor(String name, byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", name);
    SourceFile source = new SourceFile(name, file, Optional.empty());
    ReadOptions options = ReadOptions.of(THINGS, TextOptions.DEFINED, UnpackLimits.STANDARD);
    try {
      Files.write(file, bytes);
      Content content = Content.of(source, options, passed -> {});
      assertThat(content.bytes()).isEqualTo(bytes.length);
      RowReader.columnsOf(source, THINGS, options, content.header());
      try (RowReader rows = RowReader.open(source, THINGS, options, content.hash())) {
        long count = 0;
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
          assertThat(row.get().row()).isEqualTo(++count);
        }
        rows.verify(content);
      }
    } catch (SourceException e) {
      assertThat(e).hasMessageStartingWith(name + ": ");
      assertThat(e.getMessage()).doesNotContain("cannot be read", "changed", "\n");
    } finally {
      Files.delete(file);
    }
  }

  private static Dataset things() {
    try {
      Path folder = Files.createTempDirectory("definitions");
      Files.writeString(folder.resolve("things.yaml"), DEFINITION);
      return Catalog.load(folder).all().get(0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
