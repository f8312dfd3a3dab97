package io.meanstream.source.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.Skipped;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import io.meanstream.source.type.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationReportTest {

  private static final String HEADER = "ride_id,started_at,ended_at,start_station_name,colour\n";
  private static final String RIDE = "a,2020-05-01 10:00:00,2020-05-01 11:00:00,X,\n";

  private final Dataset rides = Catalog.load(Path.of("../datasets")).find("rides").orElseThrow();

  @TempDir Path folder;

  @Test
  void everyRowIsCountedWithAnExampleOfEachRule() throws IOException {
    // Given
    Path file =
        write(
            "a.csv",
            HEADER
                + "a,2020-11-01 01:30:00,2020-11-01 03:00:00,X,red\n"
                + "b,never,2020-11-01 03:00:00,X,red\n"
                + "c,ever,2020-11-01 03:00:00,X,red\n"
                + "d\n");
    Path other = write("b.csv", HEADER + RIDE);

    // When
    ValidationReport report = report(file, other);

    // Then
    SourceReport first = report.sources().get(0);
    assertThat(report.acceptsEverything()).isFalse();
    assertThat(first.source()).isEqualTo("a.csv");
    assertThat(first.unknownColumns()).containsExactly("colour");
    assertThat(first.missingColumns()).startsWith("rideable_type");
    assertThat(first.examples())
        .hasSize(2)
        .startsWith(
            new Row.Rejected(
                2,
                3,
                "started_at",
                "type",
                "\"never\" is not a timestamp (yyyy-MM-dd HH:mm:ss[.fraction] or ISO 8601"
                    + " with an offset or Z), nor M/d/yyyy H:mm[:ss] nor d.M.yyyy H:mm[:ss] nor excel",
                "b,never,2020-11-01 03:00:00,X,red"));
    assertThat(report.read()).isEqualTo(5);
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.rejected()).isEqualTo(3);
    assertThat(report.rejectedByRule()).isEqualTo(Map.of("columns", 1L, "type", 2L));
    assertThat(report.ambiguousTimes()).isEqualTo(1);
  }

  @Test
  void anUnreadableSourceDoesNotStopTheOthers() throws IOException {
    // Given
    Path read = Files.createDirectory(folder.resolve("read"));
    write("read/a.csv", "");
    write("read/b.csv", HEADER + RIDE);
    write("read/c.zip", "cut");
    write("read/d.pdf", "");

    // When
    ValidationReport report = report(folder.resolve("absent"), read);

    // Then
    assertThat(report.acceptsEverything()).isFalse();
    assertThat(report.accepted()).isEqualTo(1);
    assertThat(report.failed())
        .extracting(ValidationReport.Failed::source)
        .containsExactly(folder.resolve("absent").toString(), "a.csv", "c.zip");
    assertThat(report.failed().get(1).error()).isEqualTo("a.csv: is empty");
    assertThat(report.skipped()).extracting(Skipped::source).containsExactly("d.pdf");
  }

  @Test
  void aHeaderAloneHasNoRows() throws IOException {
    // When
    ValidationReport report = report(write("a.csv", HEADER));

    // Then
    assertThat(report.acceptsEverything()).isTrue();
    assertThat(report.read()).isZero();
  }

  @Test
  void theRequestedCharsetIsUsed() throws IOException {
    // Given
    Path file = folder.resolve("a.csv");
    Files.write(
        file, (HEADER + RIDE.replace("X", "Caf\u00E9")).getBytes(StandardCharsets.ISO_8859_1));
    TextOptions windows = TextOptions.parse(Optional.of("windows-1252"), Optional.empty());

    // When, Then
    assertThat(report(file).acceptsEverything()).isFalse();
    assertThat(
            ValidationReport.of(rides, List.of(file), options(windows), rows -> {})
                .acceptsEverything())
        .isTrue();
  }

  @Test
  void progressIsReportedEveryTenThousandRows() throws IOException {
    // Given
    Path file = write("a.csv", HEADER + RIDE.repeat(25_000));
    List<Long> progress = new ArrayList<>();

    // When
    ValidationReport.of(rides, List.of(file), options(TextOptions.DEFINED), progress::add);

    // Then
    assertThat(progress).containsExactly(10_000L, 20_000L);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private ReadOptions options(TextOptions text) {
    return ReadOptions.of(rides, text, UnpackLimits.STANDARD);
  }

  private ValidationReport report(Path... paths) {
    return ValidationReport.of(rides, List.of(paths), options(TextOptions.DEFINED), rows -> {});
  }
}
