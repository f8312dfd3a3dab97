package io.meanstream.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads definitions with all kinds of mistakes, generated from seeds. {@link CatalogFuzzTest} does
 * the same with bytes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomDefinitionsTest {

  private static final String DEFINITION =
      """
      name: t
      key: [[id], [at, n]]
      time: at
      source: {zone: America/Chicago, charset: UTF-8, delimiter: tab, columns: [id, at, n], nulls: [NA], decimal: ',', grouping: .}
      fields:
        id: {type: string, aliases: [trip]}
        at: {type: timestamp, required: true, min: 2000-01-01, formats: ["d.M.yyyy HH:mm z"]}
        n: {type: double, min: -90, max: 90}
      measures: {m: {unit: s, expression: "n + 1"}}
      exclude: {few: "n < 0"}
      groups: [{by: []}, {by: [id], finest: day}]
      periods: [hour, day]
      schedule: 0 0/15 3,5-7 ? JAN-MAR MON
      """;

  private static final List<String> SCALARS =
      List.of(
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
          "`",
          "'yyyy-MM-dd HH:mm z'",
          "'kk'",
          "','",
          "'0 15 * * * ?'");

  private static final List<String> KEYS =
      List.of(
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
          "<<",
          "formats",
          "nulls",
          "decimal",
          "grouping");

  private static final int DEPTH = 3;

  /** Each writes a file into a new folder. */
  private static final int CASES_OF_A_SEED = 100;

  /** A few seeds; {@link ManyRandomDefinitionsTest} tries more. */
  LongStream seeds() {
    return LongStream.rangeClosed(1, 2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyTextIsADefinitionOrHasMistakes(long seed) throws IOException {
    RandomValues random = new RandomValues(seed);
    tryOut(() -> random.text(200));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aMutatedDefinitionIsReadOrHasMistakes(long seed) throws IOException {
    RandomValues random = new RandomValues(seed);
    tryOut(
        () -> {
          int from = random.upTo(DEFINITION.length());
          int to = Math.min(from + random.upTo(20), DEFINITION.length());
          String put =
              Stream.generate(() -> (char) random.between(' ', '~'))
                  .limit(random.upTo(6))
                  .map(String::valueOf)
                  .collect(Collectors.joining());
          return DEFINITION.substring(0, from) + put + DEFINITION.substring(to);
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aDefinitionWithRandomValuesIsReadOrHasMistakes(long seed) throws IOException {
    RandomValues random = new RandomValues(seed);
    tryOut(() -> withOtherValues(random));
  }

  private static void tryOut(Supplier<String> definitions) throws IOException {
    for (int i = 0; i < CASES_OF_A_SEED; i++) {
      CatalogFuzzTest.assertReadOrExplained(definitions.get().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A definition with some values replaced by any kind that YAML knows. */
  private static String withOtherValues(RandomValues random) {
    Map<String, String> lines =
        new TreeMap<>(
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
                "periods", "[hour, day]"));
    List<String> keys =
        Stream.concat(lines.keySet().stream(), Stream.of("extends", "schedule")).toList();
    for (int changes = 1 + random.upTo(3); changes > 0; changes--) {
      lines.put(random.any(keys), value(random, DEPTH));
    }
    return lines.entrySet().stream()
        .map(line -> line.getKey() + ": " + line.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** A value in flow style, nested as deeply as definitions are. */
  private static String value(RandomValues random, int depth) {
    int kind = depth == 0 ? 0 : random.upTo(2);
    return switch (kind) {
      case 1 -> several(random, () -> value(random, depth - 1), "[", "]");
      case 2 -> several(random, () -> random.any(KEYS) + ": " + value(random, depth - 1), "{", "}");
      default -> random.any(SCALARS);
    };
  }

  private static String several(
      RandomValues random, Supplier<String> item, String open, String close) {
    return Stream.generate(item)
        .limit(random.upTo(3))
        .collect(Collectors.joining(", ", open, close));
  }
}
