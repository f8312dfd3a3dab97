package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.type.Row;
import io.meanstream.testing.RealData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected counts come from the files' own descriptions. */
class RealFilesTest {

  private final Catalog catalog = Catalog.load(Path.of("../datasets"));

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "divvy/202004-divvy-tripdata.csv, rides, 84776",
    "divvy/202102-divvy-tripdata.csv, rides, 49622",
    "archives/202004-divvy-tripdata.zip, rides, 84776",
    "archives/202004-divvy-tripdata_with-MACOSX.zip, rides, 84776",
    "citibike-jc/JC-202102-citibike-tripdata.csv, citibike-jc, 4881",
    "citibike-jc/JC-202004-citibike-tripdata.csv, citibike-jc, 9268",
    "divvy-variants/iso_sample_Divvy_Trips_2019_Q4.csv, rides, 1000",
    "nyc-tlc/green_tripdata_2020-10.csv, taxi-green, 95120",
    "archives/green_tripdata_2020-10.csv.gz, taxi-green, 95120",
    "nyc-tlc/2017_Yellow_Taxi_Trip_Data.csv, taxi-yellow, 22699",
    "randomuser/v1.3_seed-abc_page1.json, users, 50",
    "randomuser/v1.3_seed-abc_page4.json, users, 50"
  })
  void everyRowIsAcceptedWithItsOwnKey(String file, String dataset, long rows) throws Exception {
    // When
    Result result = read(RealData.file(file), dataset);

    // Then
    assertThat(result.content.rows()).isEqualTo(rows);
    assertThat(result.rejected).isEmpty();
    assertThat(result.keys).hasSize((int) rows);
  }

  @Test
  void spreadsheetSerialDatesAreRead() throws Exception {
    // When
    Result result = read(RealData.file("divvy-variants/excel_202110-divvy-tripdata.csv"), "rides");

    // Then
    assertThat(result.rejected).isEmpty();
    assertThat(result.keys).hasSize(16_373);
    assertThat(result.unknown).containsExactly("ride_length", "day_of_week");
  }

  /** Counted with Python. */
  @Test
  void mangledCoordinatesInASemicolonFileAreRejected() throws Exception {
    // When
    Result result =
        read(RealData.file("divvy-variants/semicolon_eu_Divvy_Trips_2020_Q1.csv"), "rides");

    // Then
    assertThat(result.rejected)
        .isEqualTo(Map.of("start_lat max", 8_437L, "start_lng min", 1_136L, "end_lat max", 426L));
    assertThat(result.unknown).containsExactly("ride_length", "day_in_week");
  }

  @Test
  void aFileOfTaxiTripsDoesNotMatchRides() {
    // Given
    Path file = RealData.file("nyc-tlc/green_tripdata_2020-10.csv");

    // When, Then
    assertThatThrownBy(() -> read(file, "rides"))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "green_tripdata_2020-10.csv: does not match dataset rides: missing columns started_at, ended_at,"
                + " ride_id or bike_id and started_at (found: VendorID, lpep_pickup_datetime,");
  }

  /** The second file repeats one id, the first one two. */
  @ParameterizedTest
  @CsvSource({
    "s140_20001_latin1_minquote.csv, 20001, 20000",
    "s140_20000_header_minquote.csv, 20000, 19999"
  })
  void tweetsAreReadWithAndWithoutAHeader(String file, long rows, int ids) throws Exception {
    // When
    Result result = read(RealData.file("sentiment140/" + file), "tweets");

    // Then
    assertThat(result.content.rows()).isEqualTo(rows);
    assertThat(result.rejected).isEmpty();
    assertThat(result.keys).hasSize(ids);
  }

  private static final class Result {
    private Content content;
    private List<String> unknown;
    private final Set<String> keys = new HashSet<>();
    private final TreeMap<String, Long> rejected = new TreeMap<>();
  }

  private Result read(Path path, String name) throws Exception {
    Dataset dataset = catalog.find(name).orElseThrow();
    List<SourceFile> files = DataFiles.below(path, UnpackLimits.STANDARD).sources();
    assertThat(files).hasSize(1);
    ReadOptions options = ReadOptions.of(dataset, TextOptions.DEFINED, UnpackLimits.STANDARD);
    Result result = new Result();
    result.content = Content.of(files.get(0), options, passed -> {});
    try (RowReader rows = RowReader.open(files.get(0), dataset, options, result.content.hash())) {
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (row.get() instanceof Row.Accepted accepted) {
          result.keys.add(accepted.key());
        } else if (row.get() instanceof Row.Rejected reject) {
          result.rejected.merge(reject.field() + " " + reject.rule(), 1L, Long::sum);
        }
      }
      result.unknown = rows.foundColumns().unknown();
      rows.verify(result.content);
    }
    return result;
  }

  @Test
  void timesOfTheOldCitiBikeFormatKeepTheirMilliseconds() throws Exception {
    // Given
    Dataset dataset = catalog.find("citibike-jc").orElseThrow();
    Path file = RealData.file("citibike-jc/JC-202004-citibike-tripdata.csv");

    // When
    Row first;
    try (RowReader rows =
        RowReader.open(
            DataFiles.below(file, UnpackLimits.STANDARD).sources().get(0),
            dataset,
            ReadOptions.STANDARD,
            "")) {
      first = rows.next().orElseThrow();
    }

    // Then
    List<Object> values = new ArrayList<>();
    for (String field : List.of("bike_id", "started_at", "ended_at", "member_casual")) {
      values.add(((Row.Accepted) first).record().value(field).orElseThrow().toString());
    }
    assertThat(values)
        .containsExactly(
            "42314", "2020-04-01T05:06:20.630Z", "2020-04-01T05:30:17.968Z", "Customer");
    assertThat(((Row.Accepted) first).key()).isEqualTo("42314|2020-04-01T05:06:20.630Z");
  }
}
