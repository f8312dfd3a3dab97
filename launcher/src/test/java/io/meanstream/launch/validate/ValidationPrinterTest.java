package io.meanstream.launch.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Format;
import io.meanstream.source.validate.SourceReport;
import io.meanstream.source.validate.ValidationReport;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ValidationPrinterTest {

  @Test
  void columnNamesCannotBreakTheReport() {
    // Given
    List<String> unknown = List.of("n\nextra", "x".repeat(100));
    SourceReport source =
        new SourceReport(
            "a.csv", 1, 1, 0, new TreeMap<>(), 0, unknown, List.of(), List.of(), List.of());
    ValidationReport report =
        new ValidationReport(List.of(source), List.of(), List.of(), 1, 1, 0, new TreeMap<>(), 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    // When
    new ValidationPrinter(Console.of(out, OutputStream.nullOutputStream(), 0))
        .print(report, Format.TABLE);

    // Then
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .last()
        .isEqualTo("a.csv: unknown columns: n\\nextra, " + "x".repeat(79) + "…");
  }
}
