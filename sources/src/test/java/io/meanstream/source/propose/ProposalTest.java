package io.meanstream.source.propose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.SourceException;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import io.meanstream.source.validate.ValidationReport;
import io.meanstream.testing.RealData;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalTest {

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2020-05-01 10:00            | at: {type: timestamp}
          2020-05-01T10:00:00Z        | at: {type: timestamp}
          2020-05-01                  | at: {type: timestamp, formats: ["yyyy-MM-dd"]}
          5/13/2020 9:05              | at: {type: timestamp, formats: ["M/d/yyyy H:mm[:ss]"]}
          13/5/2020 9:05:59           | at: {type: timestamp, formats: ["d/M/yyyy H:mm[:ss]"]}
          05/01/2020 09:05:59 PM      | at: {type: timestamp, formats: ["M/d/yyyy h:mm[:ss] a"]}
          1.5.2020 9:05               | at: {type: timestamp, formats: ["d.M.yyyy H:mm[:ss]"]}
          20200501 09:05              | at: {type: timestamp, formats: ["yyyyMMdd H:mm[:ss]"]}
          2020-05-01 09               | at: {type: timestamp, formats: ["yyyy-MM-dd H"]}
          01-May-2020 09:05:59        | at: {type: timestamp, formats: ["d-MMM-yyyy H:mm[:ss]"]}
          1 MAY 2020 9:05             | at: {type: timestamp, formats: ["d MMM yyyy H:mm[:ss]"]}
          May 1, 2020 9:05 AM         | at: {type: timestamp, formats: ["MMM d, yyyy h:mm[:ss] a"]}
          01-May-2020                 | at: {type: timestamp, formats: ["d-MMM-yyyy"]}
          13-05-2020                  | at: {type: timestamp, formats: ["d-M-yyyy"]}
          Fri May 01 10:00:00 PDT 2020 | at: {type: timestamp, formats: ["EEE MMM dd HH:mm:ss z yyyy"]}
          43952.5                     | at: {type: timestamp, formats: ["excel"]}
          1588327200                  | at: {type: timestamp, formats: ["epoch_seconds"]}
          1588327200250               | at: {type: timestamp, formats: ["epoch_millis"]}
          """)
  void theTimeColumnAndItsFormatAreDetected(String time, String field) throws Exception {
    assertThat(proposed("a.csv", "n;at\n1;%s\n".formatted(time)).yaml()).contains(field);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1/2                 | v: {type: integer}
          1/2.5               | v: {type: double}
          1/NULL              | v: {type: integer, nulls: ["NULL"]}
          1.5/?               | v: {type: double, nulls: ["?"]}
          1.250/233.630       | v: {type: double}
          true/false          | v: {type: boolean}
          x/NULL              | v: {type: string}
          2020-05-01/x        | v: {type: string}
          1,5/2               | decimal: ","
          1.250,75/3,5        | grouping: "."
          "1,250.75"/3        | grouping: ","
          """)
  void theProposedTypeFitsAllValues(String values, String expected) throws Exception {
    String[] both = values.split("/");
    String csv = "at;v\n2020-05-01 10:00;%s\n2020-05-01 11:00;%s\n".formatted(both[0], both[1]);

    assertThat(proposed("a.csv", csv).yaml()).contains(expected);
  }

  @Test
  void aFewMistypedNumbersAreReportedAndTheirRowsRejected() throws Exception {
    // Given
    StringBuilder csv = new StringBuilder("at,temperature,count,station_id\n");
    for (int row = 0; row < 100; row++) {
      csv.append(
          "2020-05-01 10:00,%s,%d,%s\n"
              .formatted(
                  row < 3 ? "broken" : row == 50 ? "22" : "21.5", row, row == 7 ? "W7" : row));
    }
    Path file = Files.writeString(folder.resolve("a.csv"), csv);

    // When
    Proposal proposal = proposed(file);

    // Then
    assertThat(proposal.yaml())
        .contains(
            "temperature: {type: double}",
            "count: {type: integer}",
            "station_id: {type: string}",
            "  temperature: {unit: \"1\", expression: temperature}");
    assertThat(proposal.notes())
        .contains(
            "temperature: not of type double: 3 of 100 values, such as \"broken\"; their rows are rejected, unless nulls lists the values");
    assertThat(report(proposal, file).rejectedByRule()).isEqualTo(Map.of("type", 3L));
  }

  @Test
  void aMistypedNumberIsShownWithoutControlCharacters() throws Exception {
    String csv = "at,v\n" + "2020-05-01 10:00,1\n".repeat(19) + "2020-05-01 10:00,\u001B[2J\n";

    assertThat(proposed("a.csv", csv).notes())
        .contains(
            "v: not of type integer: 1 of 20 values, such as \"<U+001B>[2J\"; their rows are rejected, unless nulls lists the values");
  }

  @Test
  void aColumnWithManyTextsIsNotOneOfNumbers() throws Exception {
    String csv = "at,v\n2020-05-01 10:00,1\n".concat("2020-05-01 10:00,x\n");

    assertThat(proposed("a.csv", csv.concat("2020-05-01 10:00,2\n".repeat(17))).yaml())
        .contains("v: {type: string}");
  }

  @Test
  void threeDecimalsThatCouldBeThousandsAreReported() throws Exception {
    assertThat(proposed("a.csv", "at;v\n2020-05-01 10:00;1.250\n").notes())
        .contains(
            "v: read with three decimals; if the dots separate thousands, set source.decimal to \",\"");
    assertThat(proposed("b.csv", "at;v\n2020-05-01 10:00;1.25\n").notes())
        .noneMatch(note -> note.contains("three decimals"));
  }

  @Test
  void anAmbiguousDayAndMonthIsReported() throws Exception {
    assertThat(proposed("a.csv", "at\n1/2/2020 9:05\n").notes())
        .contains("at: read as M/d/yyyy H:mm[:ss]; d/M/yyyy H:mm[:ss] would fit as well");
  }

  @ParameterizedTest
  @CsvSource({
    "25/03/2004;18.00.00, d/M/yyyy H.mm.ss",
    "16/12/2006;17:24:00, d/M/yyyy H:mm[:ss]",
    "16/12/2006;5:24 PM, d/M/yyyy h:mm[:ss] a",
    "2006-12-16;17:24, yyyy-MM-dd H:mm[:ss]"
  })
  void aTimeOfDayInAnotherColumnBelongsToTheTime(String time, String format) throws Exception {
    String csv = "Date;Time;co\n" + (time + ";2.6\n").repeat(3);

    Proposal proposal = proposed("a.csv", csv);

    assertThat(proposal.yaml())
        .contains("time: date\n")
        .contains("date: {type: timestamp, with: [time], formats: [\"" + format + "\"]")
        .contains("time: {type: string}")
        .doesNotContain("by: [time]");
    assertThat(proposal.notes()).contains("time: date followed by time");
  }

  @ParameterizedTest
  @CsvSource({
    "year;month;day;hour, 2010;1;2;23, 'month, day, hour', yyyy M d H",
    "Year;Month;Day, 2010;1;2, 'month, day', yyyy M d",
    "minute;hour;day;month;year, 5;23;2;1;2010, 'month, day, hour, minute', yyyy M d H m"
  })
  void aTimeMayHaveAColumnForEachPart(String header, String time, String rest, String format)
      throws Exception {
    String csv = "No;%s;pm\n".formatted(header);

    Proposal proposal = proposed("a.csv", csv + "1;%s;NA\n2;%s;9\n".formatted(time, time));

    assertThat(proposal.yaml())
        .contains("time: year\n")
        .contains("year: {type: timestamp, with: [%s], formats: [\"%s\"]".formatted(rest, format))
        .contains("month: {type: string}")
        .contains("measures:\n  pm: ")
        .doesNotContain("  day: {unit");
    assertThat(proposal.notes()).contains("time: year followed by " + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at;lap\n2004-03-10 18:00;18:05\n",
        "day;score\n2004-03-10;2.45\n",
        "day;code\n2004-03-10;A\n"
      })
  void aTimeNeedsNoTimeOfDay(String csv) throws Exception {
    assertThat(proposed("a.csv", csv).yaml()).doesNotContain("with:");
  }

  @ParameterizedTest
  @CsvSource({"no, 1, 2, false", "no, 7, 3, true", "no, 4, 5, true", "id, 1, 2, true"})
  void rowNumbersAreNoKeySinceOtherFilesHaveThemToo(
      String name, long first, long second, boolean isKey) throws Exception {
    String csv = "%s,at\n%d,2020-05-01 10:00\n%d,2020-05-01 11:00\n";

    String yaml = proposed("a.csv", csv.formatted(name, first, second)).yaml();

    assertThat(yaml.contains("key: [[%s]]".formatted(name))).isEqualTo(isKey);
  }

  @Test
  void aKeyMayHaveAFewRepeatsAndReportsThem() throws Exception {
    StringBuilder csv = new StringBuilder("at,id\n");
    for (int row = 0; row < 200; row++) {
      csv.append("2020-05-01 10:00,%d\n".formatted(row % 199));
    }

    Proposal proposal = proposed("a.csv", csv.toString());

    assertThat(proposal.yaml()).contains("key: [[id]]");
    assertThat(proposal.notes()).contains("key: id, 1 repeat in 200 rows");
  }

  @ParameterizedTest
  @CsvSource({
    "a.json, '{\"next\": null, \"rows\": [{\"a\": {\"at\": \"2020-05-01 10:00\"}, \"tags\": [1]}], \"n\": 2}', /rows",
    "a.json, '[{\"a\": {\"at\": \"2020-05-01 10:00\"}}]', ''",
    "a.ndjson, '{\"a\": {\"at\": \"2020-05-01 10:00\"}, \"rows\": [{\"x\": 1}]}', ''"
  })
  void recordsOfJsonAreFound(String name, String json, String records) throws Exception {
    Proposal proposal = proposed(name, json);

    assertThat(proposal.yaml())
        .contains("time: a_at", "  a_at: {type: timestamp, pointer: \"/a/at\"}")
        .doesNotContain("  n:", "  x:");
    assertThat(dataset(proposal).source().records()).isEqualTo(records);
  }

  @ParameterizedTest
  @ValueSource(strings = {"types.parquet", "snappy.parquet"})
  void parquetFilesGetAProposalThatFits(String name) throws Exception {
    // Given
    Path file = folder.resolve(name);
    try (InputStream bytes = getClass().getResourceAsStream("../parquet/" + name)) {
      Files.copy(bytes, file);
    }

    // When
    Proposal proposal = proposed(file);

    // Then
    assertThat(dataset(proposal).source().format().id()).isEqualTo("parquet");
    assertThat(report(proposal, file).read()).isEqualTo(name.startsWith("types") ? 3 : 500);
    assertThat(report(proposal, file).rejectedByRule().keySet()).isSubsetOf("required", "charset");
  }

  @Test
  void columnNamesBecomeFieldNames() throws Exception {
    assertThat(
            proposed(
                    "2020 Größe (m).csv",
                    "At,Größe,PULocationID,1st,a-b,a+b\n2020-05-01 10:00,1,2,3,4,5\n")
                .yaml())
        .contains(
            "name: gr-e-m",
            "gr_e: {type: integer, aliases: [\"Größe\"]}",
            "pulocation_id: {type: integer}",
            "st: {type: integer, aliases: [\"1st\"]}",
            "a_b_2: {type: integer, aliases: [\"a+b\"]}");
  }

  @Test
  void aFileWithoutATimeIsRefused() {
    assertThatThrownBy(() -> proposed("a.csv", "x\n1\n"))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("a.csv: no column looks like a time (columns: x)");
    assertThatThrownBy(() -> proposed("b.csv", "x\u202E,y\n1,2\n"))
        .hasMessageStartingWith("b.csv: no column looks like a time (columns: x<U+202E>, y)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "divvy/202102-divvy-tripdata.csv",
        "citibike-jc/JC-202004-citibike-tripdata.csv",
        "divvy-variants/excel_202110-divvy-tripdata.csv",
        "divvy-variants/iso_sample_Divvy_Trips_2019_Q4.csv",
        "divvy-variants/semicolon_eu_Divvy_Trips_2020_Q1.csv",
        "nyc-tlc/2017_Yellow_Taxi_Trip_Data.csv",
        "nyc-tlc/green_tripdata_2020-10.csv",
        "randomuser/v1.3_seed-abc_page1.json",
        "sentiment140/s140_20000_header_minquote.csv"
      })
  void theProposalForARealFileAcceptsEveryRow(String name) throws Exception {
    Path file = RealData.file(name);

    ValidationReport report = report(proposed(file), file);

    assertThat(report.failed()).isEmpty();
    assertThat(report.rejectedByRule()).isEmpty();
    assertThat(report.read()).isPositive();
  }

  private Proposal proposed(String name, String content) throws Exception {
    return proposed(Files.writeString(folder.resolve(name), content));
  }

  private static Proposal proposed(Path file) throws SourceException {
    return Proposal.of(file, Optional.empty(), Optional.empty(), TextOptions.DEFINED);
  }

  private Dataset dataset(Proposal proposal) throws Exception {
    Path definitions = Files.createDirectories(folder.resolve("definitions"));
    Files.writeString(definitions.resolve("d.yaml"), proposal.yaml());
    return Catalog.load(definitions).all().get(0);
  }

  private ValidationReport report(Proposal proposal, Path file) throws Exception {
    Dataset dataset = dataset(proposal);
    return ValidationReport.of(
        dataset,
        List.of(file),
        ReadOptions.of(dataset, TextOptions.DEFINED, UnpackLimits.STANDARD),
        rows -> {});
  }
}
