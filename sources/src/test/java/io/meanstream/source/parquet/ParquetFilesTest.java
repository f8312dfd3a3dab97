package io.meanstream.source.parquet;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.Content;
import io.meanstream.source.DataFiles;
import io.meanstream.source.FormatException;
import io.meanstream.source.Position;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.RowReader;
import io.meanstream.source.SourceException;
import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import io.meanstream.source.WholeFile;
import io.meanstream.source.type.Row;
import io.meanstream.testing.Archives;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads files written by files.py with Arrow; the expected values are the ones in that script. */
class ParquetFilesTest {

  private static final String ROWS =
      """
      name: rows
      time: at
      source: {zone: UTC}
      key: [[id]]
      fields: {id: {type: string}, at: {type: timestamp}, n: {type: integer}}
      """;

  /** The values of the first and second row; the third has none. */
  private static final Map<String, List<String>> TEXTS =
      new LinkedHashMap<>(
          Map.ofEntries(
              entry("id", List.of("a", "b")),
              entry("flag", List.of("true", "false")),
              entry("i8", List.of("-128", "127")),
              entry("u8", List.of("0", "255")),
              entry("i32", List.of("-2147483648", "2147483647")),
              entry("u32", List.of("0", "4294967295")),
              entry("i64", List.of("-9223372036854775808", "9223372036854775807")),
              entry("u64", List.of("0", "18446744073709551615")),
              entry("f32", List.of("0.10000000149011612", "-2")),
              entry("f64", List.of("0.1", "1.0E300")),
              entry("whole", List.of("1", "0")),
              entry("day", List.of("2020-02-29", "1969-12-31")),
              entry("clock", List.of("23:59:59.000001", "00:00")),
              entry("d9", List.of("-1234567.89", "0.01")),
              entry("d18", List.of("-123456789012345.678", "1.000")),
              entry("d34", List.of("-1234567890123456.789012345678901234", "0.000000000000000000")),
              entry("ms", List.of("2020-03-08T01:59:59.123", "1899-12-31T23:59:59")),
              entry("us", List.of("2020-03-08T01:59:59.123456", "1899-12-31T23:59:59.000001")),
              entry(
                  "ns", List.of("2020-03-08T01:59:59.123456789", "1969-12-31T23:59:59.999999999")),
              entry("ms_utc", List.of("2020-03-08T01:59:59.123Z", "1899-12-31T23:59:59Z")),
              entry(
                  "us_utc", List.of("2020-03-08T01:59:59.123456Z", "1899-12-31T23:59:59.000001Z")),
              entry(
                  "ns_utc",
                  List.of("2020-03-08T01:59:59.123456789Z", "1969-12-31T23:59:59.999999999Z"))));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"types.parquet", "types-v2.parquet"})
  void valuesOfAllTypesAreTexts(String file) throws Exception {
    // Given a field for each column
    String fields =
        TEXTS.keySet().stream()
            .map(name -> "  %s: {type: string}\n".formatted(name))
            .collect(Collectors.joining());
    Dataset dataset =
        dataset(
            "name: types\ntime: at\nsource: {zone: UTC}\nfields:\n  at: {type: timestamp, aliases: [us]}\n"
                + fields.replace("  us: {type: string}\n", ""));

    // When
    List<Row> rows = read(source(file), dataset);

    // Then
    for (int row = 0; row < 2; row++) {
      Row.Accepted accepted = (Row.Accepted) rows.get(row);
      Map<String, Object> found = new LinkedHashMap<>();
      Map<String, Object> expected = new LinkedHashMap<>();
      for (String name : TEXTS.keySet()) {
        if (!name.equals("us")) {
          found.put(name, accepted.record().value(name).orElse(null));
          expected.put(name, TEXTS.get(name).get(row));
        }
      }
      assertThat(found).isEqualTo(expected);
      assertThat(accepted.record().time()).isEqualTo(TEXTS.get("us").get(row) + "Z");
    }
    assertThat(rows.get(2))
        .isInstanceOfSatisfying(
            Row.Rejected.class, it -> assertThat(it.rule()).isEqualTo("required"));
  }

  @Test
  void doublesBecomeDecimalsWithoutAnExponent() throws Exception {
    // Given
    Path file = folder.resolve("doubles.parquet");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (SELECT TIMESTAMP '2020-01-01' AS at, x::DOUBLE AS fare"
              + " FROM (VALUES (12345678.5), (0.0001), (1e16)) fares(x)) TO '%s' (FORMAT parquet)"
                  .formatted(file));
    }
    Dataset dataset =
        dataset(
            "name: fares\ntime: at\nsource: {zone: UTC}\n"
                + "fields: {at: {type: timestamp}, fare: {type: decimal}}\n");

    // When
    List<Row> rows = read(source(file), dataset);

    // Then
    assertThat(rows)
        .extracting(row -> ((Row.Accepted) row).record().value("fare").orElseThrow().toString())
        .containsExactly("12345678.5", "0.0001", "10000000000000000");
  }

  @Test
  void localTimesUseTheDatasetsZoneAndInstantsStayInstants() throws Exception {
    // Given
    Dataset dataset =
        dataset(
            """
            name: times
            time: at
            source: {zone: America/Chicago}
            fields: {at: {type: timestamp, aliases: [us]}, utc: {type: timestamp, aliases: [us_utc]}}
            """);

    // When
    Row.Accepted first = (Row.Accepted) read(source("types.parquet"), dataset).get(0);

    // Then
    assertThat(first.record().value("at")).contains(Instant.parse("2020-03-08T07:59:59.123456Z"));
    assertThat(first.record().value("utc")).contains(Instant.parse("2020-03-08T01:59:59.123456Z"));
  }

  /** Arrow writes a version of 26 characters, as many as these. */
  @ParameterizedTest
  @CsvSource({
    "parquet-cpp-arrow version 26.0.1, 2020-03-08T07:59:59.123456Z",
    "parquet-mr version 1.13.1 (build, 2020-03-08T01:59:59.123456Z"
  })
  void int96IsAnInstantIfSparkWroteItAndALocalTimeOtherwise(String writer, String expected)
      throws Exception {
    // Given
    Dataset dataset =
        dataset(
            """
            name: times
            time: at
            source: {zone: America/Chicago}
            fields: {id: {type: string}, at: {type: timestamp, aliases: [at96]}}
            """);
    String file =
        new String(bytes("int96.parquet"), StandardCharsets.ISO_8859_1)
            .replace("parquet-cpp-arrow version 26.0.1", (writer + " ".repeat(9)).substring(0, 32));
    Path written =
        Files.write(folder.resolve("a.parquet"), file.getBytes(StandardCharsets.ISO_8859_1));

    // When
    Row.Accepted first = (Row.Accepted) read(source(written), dataset).get(0);

    // Then
    assertThat(first.record().time()).isEqualTo(expected);
  }

  @Test
  void pointersFindNestedColumnsButNotLists() throws Exception {
    // Given
    Dataset dataset =
        dataset(
            """
            name: deep
            time: us
            source: {zone: UTC}
            fields:
              us: {type: timestamp}
              value: {type: double, pointer: /deep/er/value}
              slash: {type: string, pointer: /deep/er/a~1b}
              n: {type: integer, pointer: /deep/n}
              list: {type: string}
            """);

    // When
    try (RowReader rows = RowReader.look(source("types.parquet"), dataset, options(dataset))) {
      Row.Accepted first = (Row.Accepted) rows.next().orElseThrow();
      Row.Accepted second = (Row.Accepted) rows.next().orElseThrow();

      // Then
      assertThat(first.record().value("value")).contains(1.5);
      assertThat(first.record().value("slash")).contains("x");
      assertThat(second.record().value("value")).isEmpty();
      assertThat(second.record().value("n")).contains(2L);
      assertThat(rows.foundColumns().missing()).containsExactly("list");
      assertThat(rows.foundColumns().unknown()).contains("id", "d34").doesNotContain("/deep/n");
    }
  }

  @Test
  void bytesThatAreNotTextAreRejected() throws Exception {
    // Given
    Dataset dataset =
        dataset(
            "name: b\ntime: us\nsource: {zone: UTC}\nfields: {us: {type: timestamp}, bytes: {type: string}}");

    // When
    List<Row> rows = read(source("types.parquet"), dataset);

    // Then
    assertThat(rows.get(0)).isInstanceOf(Row.Accepted.class);
    assertThat(rows.get(1))
        .isEqualTo(
            new Row.Rejected(
                2,
                2,
                "bytes",
                "charset",
                "character 1 of \"\uFFFD\" is not in UTF-8",
                "{\"bytes\":\"\uFFFD\",\"us\":\"1899-12-31T23:59:59.000001\"}"));
  }

  /** 0 to 499 add up to 124,750, and the multiples of 7 among them to 17,892. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4"})
  void everyRowOfEveryGroupIsRead(String codec) throws Exception {
    // Given
    Dataset dataset = dataset(ROWS);

    // When
    List<Row> rows = read(source(codec + ".parquet"), dataset);

    // Then
    assertThat(rows).hasSize(500);
    assertThat(rows.stream().map(row -> ((Row.Accepted) row).key()).distinct()).hasSize(500);
    assertThat(
            rows.stream()
                .flatMap(row -> ((Row.Accepted) row).record().value("n").stream())
                .mapToLong(Long.class::cast)
                .sum())
        .isEqualTo(106_858);
  }

  @ParameterizedTest
  @CsvSource({"0, row-0", "99, row-99", "100, row-100", "250, row-250", "499, row-499", "500, "})
  void readingResumesAtAPosition(long position, String id) throws Exception {
    // Given
    Dataset dataset = dataset(ROWS);
    SourceFile source = source("zstd.parquet");
    Content content = Content.of(source, options(dataset), passed -> {});

    // When
    try (RowReader rows = RowReader.open(source, dataset, options(dataset), "hash")) {
      rows.moveTo(new Position(position, Optional.empty()), passed -> {});
      Optional<Row> next = rows.next();

      // Then
      assertThat(next.map(row -> ((Row.Accepted) row).key())).isEqualTo(Optional.ofNullable(id));
      next.ifPresent(row -> assertThat(row.row()).isEqualTo(position + 1));
      while (rows.next().isPresent()) {}
      rows.verify(content);
    }
  }

  @Test
  void aFileThatChangesWhileBeingReadFailsVerification() throws Exception {
    // Given
    Dataset dataset = dataset(ROWS);
    Path file = Files.write(folder.resolve("a.parquet"), bytes("zstd.parquet"));
    Content content = Content.of(source(file), options(dataset), passed -> {});
    Files.write(file, bytes("gzip.parquet"));

    // When, then
    try (RowReader rows = RowReader.open(source(file), dataset, options(dataset), "hash")) {
      while (rows.next().isPresent()) {}
      assertThatThrownBy(() -> rows.verify(content))
          .hasMessage("a.parquet: changed while it was read");
    }
  }

  @Test
  void aFileInAnArchiveIsUnpackedWhileBeingRead() throws Exception {
    // Given
    Dataset dataset = dataset(ROWS);
    Path gz = Files.write(folder.resolve("a.parquet.gz"), Archives.gzip(bytes("snappy.parquet")));
    Content plain = Content.of(source("snappy.parquet"), options(dataset), passed -> {});

    // When
    Content content = Content.of(source(gz), options(dataset), passed -> {});

    // Then
    assertThat(content).isEqualTo(plain);
    assertThat(read(source(gz), dataset)).hasSize(500);
  }

  @Test
  void aFileWithoutRowsHasNone() throws Exception {
    assertThat(read(source("empty.parquet"), dataset(ROWS))).isEmpty();
  }

  /** DuckDB writes a column of a row group as one page; zstd hides how large these are. */
  @Test
  @Tag("thorough")
  void pagesThatDoNotFitIntoMemoryAreRefused() throws Exception {
    // Given pages of 50 MB each that need more than the memory together
    long columns = Runtime.getRuntime().maxMemory() / 50_000_000 + 2;
    String texts =
        LongStream.range(0, columns)
            .mapToObj("lpad(i::VARCHAR, 1000, 'x') AS c%d"::formatted)
            .collect(Collectors.joining(", "));
    Path file = folder.resolve("pages.parquet");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (SELECT TIMESTAMP '2020-01-01' AS at, %s FROM range(50000) rows(i)) TO '%s' (%s)"
              .formatted(texts, file, "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 51200"));
    }
    String fields =
        LongStream.range(0, columns)
            .mapToObj("c%d: {type: string}"::formatted)
            .collect(Collectors.joining(", "));
    Dataset dataset =
        dataset(
            "name: rows\ntime: at\nsource: {zone: UTC}\n"
                + "fields: {at: {type: timestamp}, %s}\n".formatted(fields));

    // When, Then
    assertThat(Files.size(file)).isLessThan(Runtime.getRuntime().maxMemory() / 2);
    assertThatThrownBy(() -> Content.of(source(file), options(dataset), passed -> {}))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "pages.parquet: has a row group whose pages do not fit into memory;"
                + " raise -Xmx, or write smaller row groups or pages");
  }

  @Test
  void aRowGroupTooLargeForMemoryIsRefusedByNumber() throws Exception {
    // Given the chunks of id, at and n in the first group take 1,148, 983 and 860 bytes, by Arrow
    Dataset dataset = dataset(ROWS);
    Path file = Files.write(folder.resolve("a.parquet"), bytes("none.parquet"));

    // When
    try (ParquetRecords fits =
            ParquetRecords.open(WholeFile.of(file, false), options(dataset), 2_991);
        ParquetRecords tooLarge =
            ParquetRecords.open(WholeFile.of(file, false), options(dataset), 2_990)) {

      // Then
      assertThat(fits.next()).isTrue();
      assertThatThrownBy(tooLarge::next)
          .isInstanceOf(FormatException.class)
          .hasMessage(
              "row group 1 has 2991 bytes in the dataset's columns; the limit is 2990, half of the"
                  + " heap: raise -Xmx, or write smaller row groups");
    }
    assertThatThrownBy(
            () -> ParquetRecords.open(WholeFile.of(file, false), options(dataset), 2_658))
        .hasMessageStartingWith("has 2659 bytes of metadata; the limit is 2658");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          brotli.parquet | is compressed with brotli; only snappy, gzip, zstd and lz4_raw are read
          types.parquet  | does not match dataset rows: missing columns at (found: id, flag, i8, u8,
          """)
  void unsupportedFilesAreRefused(String file, String message) throws Exception {
    Dataset dataset = dataset(ROWS);
    assertThatThrownBy(() -> read(source(file), dataset))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(file + ": " + message);
  }

  @Test
  void filesOfOtherFormatsAreRefused() throws Exception {
    Dataset dataset = dataset(ROWS);
    byte[] whole = bytes("snappy.parquet");

    assertThatThrownBy(() -> read(file(new byte[0]), dataset)).hasMessage("a.parquet: is empty");
    assertThatThrownBy(() -> read(file("id,at\n1,2020-01-01\n".getBytes()), dataset))
        .hasMessage("a.parquet: is not a Parquet file");
    assertThatThrownBy(() -> read(file(java.util.Arrays.copyOf(whole, 5_000)), dataset))
        .hasMessage("a.parquet: is truncated: the end of a Parquet file is missing");
    whole[100] ^= 0x55;
    whole[101] ^= 0x55;
    assertThatThrownBy(() -> read(file(whole), dataset))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("a.parquet: is damaged: ");
  }

  private SourceFile file(byte[] bytes) throws Exception {
    return source(Files.write(folder.resolve("a.parquet"), bytes));
  }

  private Dataset dataset(String definition) throws IOException {
    Path definitions = Files.createDirectories(folder.resolve("definitions"));
    Files.writeString(definitions.resolve("d.yaml"), definition);
    return Catalog.load(definitions).all().get(0);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream file = ParquetFilesTest.class.getResourceAsStream(name)) {
      return file.readAllBytes();
    }
  }

  private SourceFile source(String name) throws Exception {
    return source(Files.write(folder.resolve(name), bytes(name)));
  }

  private static SourceFile source(Path file) throws Exception {
    return DataFiles.below(file, UnpackLimits.STANDARD).sources().get(0);
  }

  private static ReadOptions options(Dataset dataset) {
    return ReadOptions.of(dataset, TextOptions.DEFINED, UnpackLimits.STANDARD);
  }

  /** Reads like the ingestor: to the end, then again, then compares. */
  private static List<Row> read(SourceFile source, Dataset dataset) throws Exception {
    Content content = Content.of(source, options(dataset), passed -> {});
    List<Row> all = new ArrayList<>();
    try (RowReader rows = RowReader.open(source, dataset, options(dataset), content.hash())) {
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        all.add(row.get());
      }
      rows.verify(content);
    }
    assertThat(all).hasSize((int) content.rows());
    return all;
  }
}
