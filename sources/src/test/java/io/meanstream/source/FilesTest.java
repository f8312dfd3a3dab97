package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.record.TypedRecord;
import io.meanstream.catalog.source.Format;
import io.meanstream.source.csv.LinesToSkip;
import io.meanstream.source.type.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Files as users have them, from their bytes to the result for each row. */
class FilesTest {

  private static final String DEFINITION =
      """
      name: things
      time: at
      source: {zone: America/Chicago}
      key: [[id]]
      fields:
        at: {type: timestamp}
        id: {type: string}
        n: {type: integer}
        word: {type: string}
      """;

  private static final Pattern REPEATED = Pattern.compile("<([^*]+)\\*([0-9]+)>");

  @TempDir Path folder;

  static Stream<Arguments> files() throws IOException {
    try (InputStream file = FilesTest.class.getResourceAsStream("files.yaml")) {
      List<?> cases = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
      return cases.stream().map(Map.class::cast).map(c -> Arguments.of(c.get("reason"), c));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aFileYieldsItsRowsOrIsRefused(String reason, Map<String, Object> given) throws Exception {
    // Given
    Charset charset = charset(given.get("charset"));
    Charset writtenIn = given.containsKey("writtenIn") ? charset(given.get("writtenIn")) : charset;
    ReadOptions options =
        new ReadOptions(
            charset,
            Optional.ofNullable((String) given.get("delimiter")).map(text -> text.charAt(0)),
            columns(given),
            LinesToSkip.NONE,
            UnpackLimits.STANDARD,
            new RecordLayout(Format.CSV, "", things().fields()));
    SourceFile source = source(text(given), writtenIn);

    // When, then
    if (given.containsKey("refused")) {
      assertThatThrownBy(() -> read(source, options))
          .isInstanceOf(SourceException.class)
          .hasMessage((String) given.get("refused"));
    } else {
      List<Row> rows = read(source, options);
      assertThat(Content.of(source, options, passed -> {}).rows()).isEqualTo(rows.size());
      if (given.containsKey("lengths")) {
        assertThat(lengths(rows)).isEqualTo(given.get("lengths"));
      } else {
        assertThat(rows.stream().map(FilesTest::outcome)).isEqualTo(given.get("rows"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "trips_2020-10.csv, 2020-10",
    "2019-01/trips_2020-10.csv, 2020-10",
    "a.zip!/trips_2021-02.csv, 2021-02",
    "trips_2020-13.csv, month pattern",
    "trips.csv, month required"
  })
  void aFieldMayTakeItsValueFromTheFileName(String name, String expected) throws Exception {
    // Given
    Files.writeString(
        folder.resolve("trips.yaml"),
        """
        name: trips
        time: at
        source: {zone: UTC}
        fields:
          at: {type: timestamp}
          month: {type: string, required: true, file: '_(\\d{4}-\\d{2})', pattern: '\\d+-(0\\d|1[012])'}
        """);
    Dataset trips = Catalog.load(folder).find("trips").orElseThrow();
    Path file = Files.writeString(folder.resolve("f.csv"), "at,month\n2020-10-01 00:00,x\n");
    SourceFile source = new SourceFile(name, file, Optional.empty());

    // When
    try (RowReader rows = RowReader.look(source, trips, ReadOptions.STANDARD)) {
      Row row = rows.next().orElseThrow();

      // Then
      assertThat(
              row instanceof Row.Rejected reject
                  ? reject.field() + " " + reject.rule()
                  : ((Row.Accepted) row).record().value("month").orElseThrow())
          .isEqualTo(expected);
      assertThat(rows.foundColumns().missing()).isEmpty();
      assertThat(rows.foundColumns().unknown()).containsExactly("month");
    }
  }

  private static List<String> columns(Map<String, Object> given) {
    String names = (String) given.getOrDefault("columns", "");
    return names.isEmpty() ? List.of() : List.of(names.split(","));
  }

  private static Charset charset(Object name) {
    return Charset.forName(name == null ? "UTF-8" : (String) name);
  }

  private static String text(Map<String, Object> given) {
    return REPEATED
        .matcher(((String) given.get("text")).replace("T", "2020-05-01 10:00"))
        .replaceAll(match -> match.group(1).repeat(Integer.parseInt(match.group(2))));
  }

  private SourceFile source(String text, Charset charset) throws Exception {
    return DataFiles.below(
            Files.write(folder.resolve("f.csv"), text.getBytes(charset)), UnpackLimits.STANDARD)
        .sources()
        .get(0);
  }

  private List<Row> read(SourceFile source, ReadOptions options) throws Exception {
    Dataset things = things();
    List<Row> all = new ArrayList<>();
    try (RowReader rows = RowReader.open(source, things, options, "hash")) {
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        all.add(row.get());
      }
    }
    return all;
  }

  private Dataset things() throws IOException {
    Files.writeString(folder.resolve("things.yaml"), DEFINITION);
    return Catalog.load(folder).find("things").orElseThrow();
  }

  private static String outcome(Row row) {
    if (row instanceof Row.Rejected reject) {
      return reject.field() + " " + reject.rule();
    }
    TypedRecord record = ((Row.Accepted) row).record();
    String values =
        Stream.of("n", "word")
            .flatMap(field -> record.value(field).stream())
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    String id = (String) record.value("id").orElseThrow();
    return values.isEmpty() ? id : id + ": " + values;
  }

  private static Map<String, Integer> lengths(List<Row> rows) {
    return rows.stream()
        .map(row -> ((Row.Accepted) row).record())
        .collect(
            Collectors.toMap(
                record -> (String) record.value("id").orElseThrow(),
                record -> ((String) record.value("word").orElseThrow()).length()));
  }
}
