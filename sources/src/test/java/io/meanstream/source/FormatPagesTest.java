package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.type.Row;
import io.meanstream.source.validate.SourceReport;
import io.meanstream.source.validate.ValidationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files, definitions and reports printed in docs/formats. */
class FormatPagesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"csv, csv, prices.csv", "json, json, people.json", "parquet, sql, trips.parquet"})
  void validateReportsWhatThePageShows(String page, String block, String name) throws Exception {
    // Given
    String document = Files.readString(Path.of("../docs/formats").resolve(page + ".md"));
    Path file = folder.resolve(name);
    if (block.equals("sql")) {
      write(block(document, block), file);
    } else {
      Files.writeString(file, block(document, block));
    }
    Path definitions = Files.createDirectory(folder.resolve("my-datasets"));
    Files.writeString(definitions.resolve("d.yaml"), block(document, "yaml"));
    Dataset dataset = Catalog.load(definitions).all().get(0);

    // When
    ValidationReport report =
        ValidationReport.of(
            dataset,
            List.of(file),
            ReadOptions.of(dataset, TextOptions.DEFINED, UnpackLimits.STANDARD),
            rows -> {});

    // Then
    SourceReport source = report.sources().get(0);
    Row.Rejected reject = source.examples().get(0);
    assertThat(report.failed()).isEmpty();
    assertThat(
            """
            $ ./meanstream validate %s --datasets my-datasets --dataset %s
            %d read = %d accepted + %d rejected
            %s:%d: the first of %d rejected by %s: %s: %s
            """
                .formatted(
                    name,
                    dataset.name(),
                    source.read(),
                    source.accepted(),
                    source.rejected(),
                    name,
                    reject.line(),
                    source.rejectedByRule().get(reject.rule()),
                    reject.rule(),
                    reject.field(),
                    reject.message()))
        .isEqualTo(block(document, "console"));
  }

  private static void write(String sql, Path file) throws Exception {
    String there = sql.replace("'" + file.getFileName() + "'", "'" + file + "'");
    assertThat(there).contains(file.toString());
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute(there);
    }
  }

  private static String block(String document, String language) {
    Matcher found =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(document);
    assertThat(found.find()).as(language).isTrue();
    return found.group(1);
  }
}
