package io.meanstream.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.Content;
import io.meanstream.source.DataFiles;
import io.meanstream.source.Position;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.RowReader;
import io.meanstream.source.SourceException;
import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** JSON as users have it, from its bytes to the result for each record. */
class JsonFilesTest {

  private static final String DEFINITION =
      """
      name: things
      time: at
      source: {zone: America/Chicago, format: %s, records: "%s"}
      key: [[id]]
      fields:
        at: {type: timestamp}
        id: {type: string}
        n: {type: integer, aliases: [number]}
        word: {type: string}
        deep: {type: string, pointer: /deep/er/1/value}
        either: {type: string, pointer: [/either/or, /else]}
      """;

  private static final Pattern REPEATED = Pattern.compile("<([^*]+)\\*([0-9]+)>");

  @TempDir Path folder;

  static Stream<Arguments> files() throws IOException {
    try (InputStream file = JsonFilesTest.class.getResourceAsStream("records.yaml")) {
      List<?> cases = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
      return cases.stream().map(Map.class::cast).map(c -> Arguments.of(c.get("reason"), c));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aFileYieldsItsRowsOrIsRefused(String reason, Map<String, String> given) throws Exception {
    // Given
    String text =
        REPEATED
            .matcher(given.get("text").replace("T", "\"2020-05-01 10:00\""))
            .replaceAll(match -> match.group(1).repeat(Integer.parseInt(match.group(2))));
    Charset charset = Charset.forName(given.getOrDefault("charset", "UTF-8"));
    Dataset dataset =
        dataset(given.getOrDefault("format", "csv"), given.getOrDefault("records", ""));
    SourceFile source = source(given.get("file"), text.getBytes(charset));

    // When, then
    ThrowingCallable reading = () -> read(source, dataset);
    if (given.containsKey("refused")) {
      assertThatThrownBy(reading)
          .isInstanceOf(SourceException.class)
          .hasMessage(given.get("refused"));
    } else if (given.containsKey("refusedWith")) {
      assertThatThrownBy(reading)
          .isInstanceOf(SourceException.class)
          .hasMessageStartingWith(given.get("refusedWith"));
    } else {
      assertThat(read(source, dataset).stream().map(JsonFilesTest::outcome))
          .isEqualTo(given.get("rows"));
    }
  }

  @Test
  void aRejectNamesAndShowsItsLine() throws Exception {
    // Given
    Dataset dataset = dataset("ndjson", "");
    SourceFile source =
        source("a.ndjson", "\n{\"at\": 1, \"id\": 7}\n{\"at\":\u0007}\n".getBytes());

    // When
    List<Row> rows = read(source, dataset);

    // Then
    assertThat(rows)
        .containsExactly(
            new Row.Rejected(
                1,
                2,
                "at",
                "type",
                "\"1\" is not a timestamp (yyyy-MM-dd HH:mm:ss[.fraction] or ISO 8601 with an offset or Z)",
                "{\"at\": 1, \"id\": 7}"),
            new Row.Rejected(
                2,
                3,
                "",
                "json",
                "near column 8: is not JSON: Illegal character ((CTRL-CHAR, code 7)): only regular"
                    + " white space (\\r, \\n, \\t) is allowed between tokens",
                "{\"at\":\\u0007}"));
  }

  @Test
  void aRejectFromADocumentShowsItsFields() throws Exception {
    // Given
    Dataset dataset = dataset("json", "");
    String text = "[\n{\"at\": \"x\", \"other\": 1, \"id\": 2}]";

    // When
    Row row = read(source("a.json", text.getBytes()), dataset).get(0);

    // Then
    assertThat(row)
        .isInstanceOfSatisfying(
            Row.Rejected.class,
            it -> {
              assertThat(it.line()).isEqualTo(2);
              assertThat(it.raw()).isEqualTo("{\"at\":\"x\",\"id\":\"2\"}");
            });
  }

  @Test
  void unknownValuesAndMissingFieldsAreNamed() throws Exception {
    // Given
    Dataset dataset = dataset("ndjson", "");
    String text =
        """
        {"at": "2020-05-01 10:00", "id": 1, "x": {"n": 1}}
        {"at": "2020-05-01 10:00", "id": 2, "word": null, "y": 1}
        """;
    SourceFile source = source("a.ndjson", text.getBytes());

    // When
    try (RowReader rows = RowReader.look(source, dataset, options(dataset))) {
      while (rows.next().isPresent()) {}

      // Then
      assertThat(rows.foundColumns().unknown()).containsExactly("x", "y");
      assertThat(rows.foundColumns().missing()).containsExactly("n", "deep", "either");
    }
  }

  /** The second row ends at byte 18 with line 2; a blank line follows. */
  @ParameterizedTest
  @CsvSource({"a.ndjson, 18:2", "a.ndjson, ", "a.json, "})
  void readingResumesAtAPosition(String name, String place) throws Exception {
    // Given
    Dataset dataset = dataset("csv", "");
    String text = "{\"id\":1}\n{\"id\":2}\n\n{\"id\":3}\n{\"id\":4}\n";
    SourceFile source = source(name, text.getBytes());
    Content content = Content.of(source, options(dataset), passed -> {});

    // When
    try (RowReader rows = RowReader.open(source, dataset, options(dataset), "hash")) {
      rows.moveTo(new Position(2, Optional.ofNullable(place)), passed -> {});
      Row third = rows.next().orElseThrow();
      Position behind = rows.position();
      Row fourth = rows.next().orElseThrow();

      // Then
      assertThat(third.row()).isEqualTo(3);
      assertThat(third.line()).isEqualTo(4);
      assertThat(fourth.line()).isEqualTo(5);
      assertThat(behind)
          .isEqualTo(
              new Position(3, name.equals("a.json") ? Optional.empty() : Optional.of("28:4")));
      assertThat(rows.next()).isEmpty();
      rows.verify(content);
    }
  }

  @Test
  void aFileShorterThanItsPositionHasChanged() throws Exception {
    // Given
    Dataset dataset = dataset("ndjson", "");
    SourceFile source = source("a.ndjson", "{\"at\":1}\n".getBytes());

    // When, then
    try (RowReader rows = RowReader.open(source, dataset, options(dataset), "hash")) {
      assertThatThrownBy(() -> rows.moveTo(new Position(2, Optional.of("18:2")), passed -> {}))
          .hasMessage("a.ndjson: changed while it was read");
    }
  }

  private Dataset dataset(String format, String records) throws IOException {
    String definition = DEFINITION.formatted(format, records);
    Path definitions = Files.createDirectories(folder.resolve("definitions"));
    Files.writeString(
        definitions.resolve("things.yaml"),
        records.isEmpty() ? definition.replace(", records: \"\"", "") : definition);
    return Catalog.load(definitions).find("things").orElseThrow();
  }

  private SourceFile source(String name, byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve(name), bytes);
    return DataFiles.below(file, UnpackLimits.STANDARD).sources().get(0);
  }

  private static ReadOptions options(Dataset dataset) {
    return ReadOptions.of(dataset, TextOptions.DEFINED, UnpackLimits.STANDARD);
  }

  /** Reads like the ingestor: to the end, then again, then compares. */
  private static List<Row> read(SourceFile source, Dataset dataset) throws Exception {
    Content content = Content.of(source, options(dataset), passed -> {});
    RowReader.columnsOf(source, dataset, options(dataset), content.header());
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

  private static String outcome(Row row) {
    if (row instanceof Row.Rejected reject) {
      return reject.field() + " " + reject.rule();
    }
    Row.Accepted accepted = (Row.Accepted) row;
    String values =
        Stream.of("n", "word", "deep", "either")
            .flatMap(field -> accepted.record().value(field).stream())
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return values.isEmpty() ? accepted.key() : accepted.key() + ": " + values;
  }
}
