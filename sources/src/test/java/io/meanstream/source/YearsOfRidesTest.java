package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.record.TypedRecord;
import io.meanstream.source.type.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers and time formats that Divvy has published, each with an invented ride. */
class YearsOfRidesTest {

  private static final String STATIONS =
      "from_station_id,from_station_name,to_station_id,to_station_name,usertype,gender,";

  private final Dataset rides = Catalog.load(Path.of("../datasets")).find("rides").orElseThrow();

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2013     | trip_id,starttime,stoptime,bikeid,tripduration,STATIONSbirthday            | 2013-06-27 12:11    | 2013-06-27T17:11:00Z
          2014     | trip_id,starttime,stoptime,bikeid,tripduration,STATIONSbirthyear           | 6/27/2014 12:11     | 2014-06-27T17:11:00Z
          2015     | trip_id,starttime,stoptime,bikeid,tripduration,STATIONSbirthyear           | 12/31/2015 17:35    | 2015-12-31T23:35:00Z
          2016     | trip_id,starttime,stoptime,bikeid,tripduration,STATIONSbirthyear           | 3/31/2016 23:53     | 2016-04-01T04:53:00Z
          2017     | trip_id,start_time,end_time,bikeid,tripduration,STATIONSbirthyear          | 3/31/2017 23:59:07  | 2017-04-01T04:59:07Z
          2018, Q2 | trip_id,start_time,end_time,bikeid,tripduration,STATIONSbirthyear          | 2018-04-01 00:04:44 | 2018-04-01T05:04:44Z
          2019, Q2 | 01 - Rental Details Rental ID,01 - Rental Details Local Start Time,01 - Rental Details Local End Time,01 - Rental Details Bike ID,01 - Rental Details Duration In Seconds Uncapped,03 - Rental Start Station ID,03 - Rental Start Station Name,02 - Rental End Station ID,02 - Rental End Station Name,User Type,Member Gender,05 - Member Details Member Birthday Year | 2019-04-01 00:02:22 | 2019-04-01T05:02:22Z
          """)
  void aRideOfEachYearIsRead(String year, String header, String time, Instant start)
      throws Exception {
    // Given
    Path file = folder.resolve("rides.csv");
    String row = "4118,%s,%s,480,\"1,020.0\",85,Lake & Pier,28,Mill St,Subscriber,Male,1984%n";
    Files.writeString(
        file, header.replace("STATIONS", STATIONS) + "\n" + row.formatted(time, time));

    // When
    Row read;
    try (RowReader rows =
        RowReader.open(
            DataFiles.below(file, UnpackLimits.STANDARD).sources().get(0),
            rides,
            ReadOptions.STANDARD,
            "hash")) {
      read = rows.next().orElseThrow();
    }

    // Then
    assertThat(read).isInstanceOf(Row.Accepted.class);
    TypedRecord ride = ((Row.Accepted) read).record();
    assertThat(((Row.Accepted) read).key()).isEqualTo("4118");
    assertThat(ride.time()).isEqualTo(start);
    assertThat(ride.value("ended_at")).contains(start);
    assertThat(ride.value("start_station_id")).contains("85");
    assertThat(ride.value("end_station_name")).contains("Mill St");
    assertThat(ride.value("member_casual")).contains("Subscriber");
  }
}
