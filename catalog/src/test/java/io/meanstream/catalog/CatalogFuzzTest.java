package io.meanstream.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/**
 * Whatever a definition holds, it is a dataset or a list of its mistakes, a line each; {@code
 * -Dfuzz.tries} sets how many are tried.
 */
class CatalogFuzzTest {

  private static final String DEFINITION =
      """
      name: t
      key: [[id], [at, n]]
      time: at
      source: {zone: America/Chicago, charset: UTF-8, delimiter: tab, columns: [id, at, n]}
      fields:
        id: {type: string, aliases: [trip]}
        at: {type: timestamp, required: true}
        n: {type: double, min: -90, max: 90}
      measures: {m: {unit: s, expression: "n + 1"}}
      exclude: {few: "n < 0"}
      groups: [{by: []}, {by: [id], finest: day}]
      periods: [hour, day]
      """;

  @Property
  void anyTextIsADefinitionOrHasMistakes(@ForAll @StringLength(max = 200) String text)
      throws IOException {
    assertReadOrExplained(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void anyBytesAreADefinitionOrHaveMistakes(@ForAll @Size(max = 200) byte[] bytes)
      throws IOException {
    assertReadOrExplained(bytes);
  }

  @Property
  void aMutatedDefinitionIsReadOrHasMistakes(
      @ForAll @IntRange(max = 480) int at,
      @ForAll @IntRange(max = 20) int removed,
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 6) String put)
      throws IOException {
    int from = Math.min(at, DEFINITION.length());
    int to = Math.min(from + removed, DEFINITION.length());
    String text = DEFINITION.substring(0, from) + put + DEFINITION.substring(to);
    assertReadOrExplained(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void aDefinitionWithOtherValuesInAnyPlaceIsReadOrHasMistakes(
      @ForAll("definitions") String definition) throws IOException {
    assertReadOrExplained(definition.getBytes(StandardCharsets.UTF_8));
  }

  /** Definitions in which some values are others, of any kind that YAML knows. */
  @Provide
  Arbitrary<String> definitions() {
    Map<String, String> whole =
        Map.of(
            "name", "t",
            "key", "[[id], [at, n]]",
            "time", "at",
            "source",
                "{zone: America/Chicago, charset: UTF-8, delimiter: tab, columns: [id, at, n]}",
            "fields", "{id: {type: string}, at: {type: timestamp}, n: {type: decimal, max: 9}}",
            "measures", "{m: {unit: s, expression: n + 1}}",
            "exclude", "{few: n < 0}",
            "groups", "[{by: []}, {by: [id], finest: day}]",
            "periods", "[hour, day]",
            "extends", "");
    Arbitrary<Map<String, String>> others =
        Arbitraries.maps(Arbitraries.of(whole.keySet()), values()).ofMinSize(1).ofMaxSize(4);
    return others.map(
        changed ->
            whole.keySet().stream()
                .sorted()
                .map(key -> key + ": " + changed.getOrDefault(key, whole.get(key)))
                .filter(line -> !line.equals("extends: "))
                .collect(Collectors.joining("\n")));
  }

  /** Values in flow style, as deep as a definition is. */
  private static Arbitrary<String> values() {
    Arbitrary<String> scalars =
        Arbitraries.of(
            "t",
            "id",
            "at",
            "n",
            "m",
            "position",
            "string",
            "timestamp",
            "decimal",
            "date",
            "day",
            "America/Chicago",
            "UTF-8",
            "tab",
            "''",
            "' '",
            "~",
            "true",
            "0",
            "-1",
            "1.5",
            "1e999",
            "-.inf",
            ".nan",
            "9999999999999999999999",
            "0x1F",
            "!!str 1",
            "!!int x",
            "!!float x",
            "!!bool x",
            "!!null x",
            "!!binary x",
            "!!set {a}",
            "!x y",
            "&a b",
            "*a",
            "<<",
            "'[a'",
            "\"\\uD800\"",
            "\"\\0\"",
            "\u00E9",
            "2020-01-01",
            "(a|b)*",
            "a: b",
            "%",
            "@",
            "`");
    Arbitrary<String> keys =
        Arbitraries.of(
            "type",
            "min",
            "max",
            "pattern",
            "one_of",
            "aliases",
            "required",
            "unit",
            "expression",
            "by",
            "finest",
            "zone",
            "charset",
            "delimiter",
            "columns",
            "format",
            "at",
            "id",
            "7",
            "~",
            "[a]",
            "'x y'",
            "<<");
    return Arbitraries.recursive(
        () -> scalars,
        inner ->
            Arbitraries.oneOf(
                inner,
                inner.list().ofMaxSize(3).map(items -> "[" + String.join(", ", items) + "]"),
                Combinators.combine(keys, inner)
                    .as((key, value) -> key + ": " + value)
                    .list()
                    .ofMaxSize(3)
                    .map(entries -> "{" + String.join(", ", entries) + "}")),
        0,
        3);
  }

  private static void assertReadOrExplained(byte[] definition) throws IOException {
    Path folder = Files.createTempDirectory("fuzz");
    Path file = folder.resolve("t.yaml");
    try {
      Files.write(file, definition);
      List<Dataset> read = Catalog.load(folder).all();
      assertThat(read).hasSize(1);
    } catch (DefinitionException e) {
      assertThat(e.problems())
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem).matches("t(\\.yaml)?(:[0-9]+)?: .+"));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
