package io.meanstream.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.source.RawRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class CsvRowsTest {

  static Stream<Arguments> quirks() throws IOException {
    try (InputStream file = CsvRowsTest.class.getResourceAsStream("quirks.yaml")) {
      List<?> cases = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
      return cases.stream()
          .map(Map.class::cast)
          .map(quirk -> Arguments.of(quirk.get("reason"), quirk.get("text"), quirk.get("rows")));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("quirks")
  void aFileHoldsTheseRows(String reason, String text, List<List<String>> expected)
      throws IOException {
    // When
    List<List<String>> rows = read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

    // Then
    assertThat(rows).isEqualTo(expected);
  }

  @Test
  void rowsKnowWhichFieldsAreQuoted() throws IOException {
    // Given
    String text = "a,b,c\n\"1\",2,\"\"\n,\"x\"\"y\",z\"w\n";

    // When
    try (CsvRows rows = open(text)) {
      List<List<Boolean>> quoted = new ArrayList<>();
      while (rows.next()) {
        quoted.add(IntStream.range(0, rows.row().size()).mapToObj(rows.row()::isQuoted).toList());
      }

      // Then
      assertThat(quoted).containsExactly(List.of(true, false, true), List.of(false, true, false));
    }
  }

  @Test
  void rowsKnowTheirFirstLine() throws IOException {
    // Given
    String text = "a,b\r\n\"1\r\n1\",2\r\n\r\n3,4\r\n";

    // When
    try (CsvRows rows = open(text)) {
      rows.next();
      long first = rows.row().line();
      rows.next();

      // Then
      assertThat(first).isEqualTo(2);
      assertThat(rows.row().line()).isEqualTo(5);
    }
  }

  @Test
  void bytesInvalidInTheCharsetAreMarked() throws IOException {
    // Given Latin-1's é, which is not valid UTF-8
    byte[] bytes = {'a', '\n', 'C', 'a', 'f', (byte) 0xE9, '\n'};

    // When
    List<List<String>> rows = read(new ByteArrayInputStream(bytes));

    // Then
    assertThat(rows).containsExactly(List.of("a"), List.of("Caf" + RawRow.UNDECODABLE));
  }

  @Test
  void aLineOfAHundredMegabytesIsOneFlawedRow() throws IOException {
    // Given
    byte[] mega = "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    List<InputStream> parts = new ArrayList<>();
    parts.add(new ByteArrayInputStream("a,b\n1,".getBytes(StandardCharsets.UTF_8)));
    IntStream.range(0, 100).forEach(i -> parts.add(new ByteArrayInputStream(mega)));
    parts.add(new ByteArrayInputStream("\n3,4\n".getBytes(StandardCharsets.UTF_8)));

    // When
    try (CsvRows rows =
        CsvRows.open(
            new SequenceInputStream(java.util.Collections.enumeration(parts)),
            CsvDialect.STANDARD,
            List.of(),
            LinesToSkip.NONE)) {
      rows.next();

      // Then
      assertThat(rows.row().flaw()).contains(Flaw.TOO_LARGE);
      assertThat(rows.row().flawedField()).isEqualTo(1);
      assertThat(rows.row().text().length).isLessThanOrEqualTo(2 * RawRow.MAX_FIELD);
      assertThat(rows.next()).isTrue();
      assertThat(rows.row().flaw()).isEmpty();
      assertThat(rows.row().field(1)).isEqualTo("4");
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void theDialectSetsTheDelimiter() throws IOException {
    // Given
    CsvDialect semicolons = new CsvDialect(';', '"', StandardCharsets.UTF_8);

    // When
    try (CsvRows rows =
        CsvRows.open(
            new ByteArrayInputStream("a;b\n1,5;\"x;y\"".getBytes(StandardCharsets.UTF_8)),
            semicolons,
            List.of(),
            LinesToSkip.NONE)) {
      rows.next();

      // Then
      assertThat(rows.header()).containsExactly("a", "b");
      assertThat(rows.row().field(0)).isEqualTo("1,5");
      assertThat(rows.row().raw(100)).isEqualTo("1,5;\"x;y\"");
    }
  }

  private static CsvRows open(String text) throws IOException {
    return CsvRows.open(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        CsvDialect.STANDARD,
        List.of(),
        LinesToSkip.NONE);
  }

  @Test
  void skippedLinesAndCommentsCountAsLines() throws IOException {
    // Given
    String text =
        "\uFEFF\uFEFFLevels \"of May\r\n\r\n\uFEFF# made, \"by hand\r\na,b\r\n1,\"x\n#y\"\r\n#,\"\r\n2,#z\r\n";
    LinesToSkip skip = new LinesToSkip(2, Optional.of('#'));

    // When
    List<String> found = new ArrayList<>();
    try (CsvRows rows =
        CsvRows.open(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            CsvDialect.STANDARD,
            List.of(),
            skip)) {
      found.add(String.join("|", rows.header()));
      while (rows.next()) {
        found.add(rows.row().line() + ": " + rows.row().field(0) + "|" + rows.row().field(1));
      }
    }

    // Then
    assertThat(found).containsExactly("a|b", "5: 1|x\n#y", "8: 2|#z");
  }

  @Test
  void aFieldKnowsItsLines() throws IOException {
    try (CsvRows rows = open("a,b,c\n1,\"x\r\ny\n\",\"p\nq\nr\"\n2,3,4\n")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.row().lines(0)).isEqualTo(1);
      assertThat(rows.row().lines(1)).isEqualTo(2);
      assertThat(rows.row().lineOf(2)).isEqualTo(4);
      assertThat(rows.row().lines(2)).isEqualTo(3);
      assertThat(rows.next()).isTrue();
      assertThat(rows.row().line()).isEqualTo(7);
    }
  }

  private static List<List<String>> read(InputStream in) throws IOException {
    List<List<String>> all = new ArrayList<>();
    try (CsvRows rows = CsvRows.open(in, CsvDialect.STANDARD, List.of(), LinesToSkip.NONE)) {
      if (!rows.header().isEmpty()) {
        all.add(rows.header());
      }
      while (rows.next()) {
        CsvRow row = rows.row();
        all.add(IntStream.range(0, row.size()).mapToObj(row::field).toList());
      }
    }
    return all;
  }
}
