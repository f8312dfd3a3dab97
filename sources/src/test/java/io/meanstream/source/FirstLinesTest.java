package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.type.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines above a header, and oddities in the rows below it. */
class FirstLinesTest {

  @TempDir Path folder;

  @Test
  void severalByteOrderMarksAreIgnored() throws Exception {
    assertThat(lines("", "\uFEFF\uFEFFat,station\n2024-05-01 00:00,Dam\n")).containsExactly(2L);
    assertThat(lines("", "\uFEFF\uFEFF\"at\",station\n2024-05-01 00:00,Dam\n")).containsExactly(2L);
  }

  @Test
  void aLineThatNamesTheDelimiterIsNotAHeader() throws Exception {
    for (String line :
        List.of("sep=;\n", "\uFEFFsep=;\r\n", "\"sep=;\"\n", "SEP=;;\n", "sep=|\n")) {
      String delimiter = line.contains("|") ? "|" : ";";
      String rows = "at;station\n2024-05-01 00:00;Dam\n".replace(";", delimiter);

      assertThat(lines("", line + rows)).as(line).containsExactly(3L);
    }
  }

  @Test
  void aDefinitionNamesLinesToSkip() throws Exception {
    String table = "at;station\n2024-05-01 00:00;Dam\n";

    assertThat(lines(", skip: 2", "Levels, of May\n;;\n" + table)).containsExactly(4L);
    assertThat(lines(", comment: \"#\"", "# a \"b\n" + table + "#, \"c\n2024-05-01 00:01;Dam\n"))
        .containsExactly(3L, 5L);
  }

  @Test
  void aHeaderFurtherDownIsSuggested() {
    assertRefused(
        "Water levels;;\n;;\nat;station;x\n",
        "missing columns at, station (found: Water levels, , ); line 3 looks like the header: add skip: 2 to"
            + " source in the definition to skip the lines above it");
    assertRefused(
        "# exported\nat,station\n",
        "add skip: 1 to source in the definition to skip the lines above it,"
            + " or comment: \"#\" to skip such lines");
  }

  @Test
  void invisibleCharactersAreShown() {
    assertRefused("at\u200B,sta\u00A0tion\n", "found: at<U+200B>, sta<U+00A0>tion");
  }

  @Test
  void emptyFieldsAfterTheLastColumnOnlyWarn() throws Exception {
    String csv =
        "at,station\n\n2024-05-01 00:00,Dam,,\n2024-05-01 00:01,Dam\n2024-05-01 00:02,Dam, \n";
    SourceFile source = source(csv);

    assertThat(Content.of(source, ReadOptions.STANDARD, passed -> {}).warnings().texts())
        .containsExactly(
            "2 rows, the first on line 3, have empty fields beyond the header's 2 columns;"
                + " they are ignored");
    assertThat(lines("", csv)).containsExactly(3L, 4L, 5L);
    String single = "at,station\n2024-05-01 00:00,Dam, ,\t,\u00A0,\"\"\n";
    assertThat(Content.of(source(single), ReadOptions.STANDARD, passed -> {}).warnings().texts())
        .containsExactly(
            "the row on line 2 has empty fields beyond the header's 2 columns; they are ignored");
    assertThat(lines("", single)).containsExactly(2L);
    assertThat(rows("", "at,station\n2024-05-01 00:00,Dam,,x\n").get(0))
        .isInstanceOf(Row.Rejected.class);
  }

  @Test
  void fieldsSpanningManyLinesAreReported() throws Exception {
    // Given a quote on line 2 that a quote on line 12 closes, and one that is never closed
    String swallowed = "2024-05-01 00:00,x\n".repeat(9);
    String closed = "at,station\n2024-05-01 00:00,\"a\n" + swallowed + "b\"\n";
    String open = "at,station\n2024-05-01 00:00,\"a\n" + swallowed + "2024-05-01 00:00,y\n";

    assertThat(Content.of(source(closed), ReadOptions.STANDARD, passed -> {}).warnings().texts())
        .containsExactly(
            "the field station that starts on line 2 spans 11 lines;"
                + " if its closing quote is missing, it has swallowed rows");
    assertThat(lines("", closed)).containsExactly(2L);
    assertThat(rows("", open))
        .singleElement()
        .extracting(row -> ((Row.Rejected) row).message())
        .isEqualTo("the file ends inside quotes;" + " the field spans 11 lines, 2 to 12");
  }

  private void assertRefused(String csv, String message) {
    assertThatThrownBy(() -> rows("", csv))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(message);
  }

  private List<Long> lines(String source, String csv) throws Exception {
    List<Row> rows = rows(source, csv);
    assertThat(rows).allMatch(Row.Accepted.class::isInstance);
    return rows.stream().map(Row::line).toList();
  }

  private List<Row> rows(String source, String csv) throws Exception {
    Dataset dataset = dataset(source);
    ReadOptions options = ReadOptions.of(dataset, TextOptions.DEFINED, UnpackLimits.STANDARD);
    List<Row> all = new ArrayList<>();
    try (RowReader rows = RowReader.look(source(csv), dataset, options)) {
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        all.add(row.get());
      }
    }
    return all;
  }

  private Dataset dataset(String source) throws IOException {
    Path definitions = Files.createDirectories(folder.resolve("definitions"));
    Files.writeString(
        definitions.resolve("levels.yaml"),
        """
        name: levels
        time: at
        source: {zone: UTC%s}
        fields:
          at: {type: timestamp}
          station: {type: string, required: true}
        """
            .formatted(source));
    return Catalog.load(definitions).find("levels").orElseThrow();
  }

  private SourceFile source(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), csv);
    return new SourceFile("a.csv", file, Optional.empty());
  }
}
