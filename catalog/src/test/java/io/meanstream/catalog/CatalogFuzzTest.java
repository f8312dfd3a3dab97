package io.meanstream.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever a definition holds, it is a dataset or a list of its mistakes. */
class CatalogFuzzTest {

  private static final String DEFINITION =
      """
      name: t
      key: [[id], [at, n]]
      time: at
      source: {zone: America/Chicago, charset: UTF-8, delimiter: tab}
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
    assertReadOrExplained(text);
  }

  @Property
  void aMutatedDefinitionIsReadOrHasMistakes(
      @ForAll @IntRange(max = 480) int at,
      @ForAll @IntRange(max = 20) int removed,
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 6) String put)
      throws IOException {
    int from = Math.min(at, DEFINITION.length());
    int to = Math.min(from + removed, DEFINITION.length());
    assertReadOrExplained(DEFINITION.substring(0, from) + put + DEFINITION.substring(to));
  }

  private static void assertReadOrExplained(String text) throws IOException {
    Path folder = Files.createTempDirectory("fuzz");
    Path file = folder.resolve("t.yaml");
    try {
      Files.writeString(file, text);
      List<Dataset> read = Catalog.load(folder).all();
      assertThat(read).hasSize(1);
    } catch (DefinitionException e) {
      assertThat(e.problems()).isNotEmpty();
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
