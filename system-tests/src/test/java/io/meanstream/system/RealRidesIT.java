package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import io.meanstream.testing.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real months from file to averages, compared with DuckDB. */
@ExtendWith(Cluster.class)
class RealRidesIT {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  @Tag("thorough")
  void bothDivvyMonthsMatchDuckDbRowByRowAndInTheirAverages() throws SQLException {
    Path folder = RealData.file("divvy");
    try (Rides rides = Rides.of(CHICAGO, csvFilesOf(folder))) {
      JsonNode ingested = Cluster.meanstream().json("ingest", folder.toString());

      assertBalance(ingested.get("balance"), rides.rows());
      assertThat(stored("rides")).isEqualTo(rides.byId());
      assertSameAverages("rides", rides);
    }
  }

  @Test
  void aCitiBikeMonthIsAveragedInItsOwnZone() throws SQLException {
    Path file = RealData.file("citibike-jc/JC-202102-citibike-tripdata.csv");
    try (Rides rides = Rides.of(NEW_YORK, file)) {
      JsonNode ingested =
          Cluster.meanstream().json("ingest", file.toString(), "--dataset", "citibike-jc");

      assertBalance(ingested.get("balance"), rides.rows());
      assertThat(stored("citibike-jc")).isEqualTo(rides.byId());
      assertSameAverages("citibike-jc", rides);
    }
  }

  @Test
  @Tag("thorough")
  void aMonthWithTheOlderColumnsIsKeyedByBikeAndStart() throws SQLException {
    Path file = RealData.file("citibike-jc/JC-202004-citibike-tripdata.csv");
    try (Rides rides = Rides.withOldColumns(NEW_YORK, file)) {
      JsonNode ingested =
          Cluster.meanstream().json("ingest", file.toString(), "--dataset", "citibike-older");

      assertBalance(ingested.get("balance"), 9268);
      assertThat(stored("citibike-older")).isEqualTo(rides.byId()).hasSize(9268);
      assertSameAverages("citibike-older", rides);
    }
  }

  @Test
  @Tag("thorough")
  void spreadsheetSerialDatesAreStored() {
    Path file = RealData.file("divvy-variants/excel_202110-divvy-tripdata.csv");

    JsonNode ingested =
        Cluster.meanstream().json("ingest", file.toString(), "--dataset", "rides-excel");

    assertBalance(ingested.get("balance"), 16_373);
    assertThat(stored("rides-excel").get("712AD4863BE59CB3"))
        .as("44470.59898 and 44470.65859 in Chicago's summer, by Python")
        .startsWith("1633116151872,1633121302176,Michigan Ave & Oak St,");
  }

  @Test
  @Tag("thorough")
  void aMangledCoordinateIsRejectedWithItsFieldAndValue() throws SQLException {
    Path file = RealData.file("divvy-variants/semicolon_eu_Divvy_Trips_2020_Q1.csv");
    JsonNode ingested =
        Cluster.meanstream().json("ingest", file.toString(), "--dataset", "rides-eu");

    JsonNode rejects = Cluster.meanstream().json("rejects", "--dataset", "rides-eu");

    assertThat(ingested.get("balance").get("read").asInt()).isEqualTo(9_999);
    assertThat(ingested.get("balance").get("rejected").asInt()).isEqualTo(9_999);
    Map<Long, String> values = Rides.values(file, "start_lat");
    int latitudes = 0;
    for (JsonNode reject : rejects.get("items")) {
      if (reject.get("field").asText().equals("start_lat")) {
        latitudes++;
        assertThat(reject.get("message").asText())
            .isEqualTo(Double.parseDouble(values.get(reject.get("row").asLong())) + " is above 90");
      }
    }
    assertThat(latitudes).isEqualTo(8_437);
  }

  @ParameterizedTest
  @Tag("thorough")
  @CsvSource({
    "rides-zip, archives/202004-divvy-tripdata.zip",
    "rides-macosx, archives/202004-divvy-tripdata_with-MACOSX.zip"
  })
  void anArchiveYieldsTheRowsOfItsFile(String dataset, String archive) throws SQLException {
    Path zip = RealData.file(archive);
    Path csv = RealData.file("divvy/202004-divvy-tripdata.csv");
    try (Rides rides = Rides.of(CHICAGO, csv)) {
      JsonNode ingested = Cluster.meanstream().json("ingest", zip.toString(), "--dataset", dataset);

      assertThat(ingested.get("ingestions")).hasSize(1);
      assertBalance(ingested.get("balance"), rides.rows());
      assertThat(stored(dataset)).isEqualTo(rides.byId());
    }
  }

  @Test
  void aRepeatedFileWithAnotherNameIsRecognized() throws IOException {
    Path file = RealData.file("citibike-jc/JC-202102-citibike-tripdata.csv");
    Path renamed = Files.createTempDirectory("renamed").resolve("rides of february.csv");
    Files.copy(file, renamed);
    JsonNode first =
        Cluster.meanstream().json("ingest", file.toString(), "--dataset", "rides-known");
    Map<String, String> before = stored("rides-known");

    JsonNode second =
        Cluster.meanstream().json("ingest", renamed.toString(), "--dataset", "rides-known");

    JsonNode known = second.get("ingestions").get(0);
    assertThat(known.get("state").asText()).isEqualTo("known");
    assertThat(known.get("knownAs")).isEqualTo(first.get("ingestions").get(0).get("id"));
    assertBalance(second.get("balance"), 0);
    assertThat(stored("rides-known")).isEqualTo(before).hasSize(4881);
  }

  private static void assertSameAverages(String dataset, Rides rides) throws SQLException {
    Cluster.meanstream().json("aggregate", "--dataset", dataset);
    for (String period : new String[] {"day", "week"}) {
      for (String group :
          new String[] {"", "member_casual", "rideable_type", "start_station_name"}) {
        SameAverages.check(
            Cluster.averages(dataset, period, group), rides.averages(period, group), group);
      }
    }
  }

  private static void assertBalance(JsonNode balance, long rows) {
    assertThat(balance.get("read").asLong()).isEqualTo(rows);
    assertThat(balance.get("stored").asLong()).isEqualTo(rows);
    assertThat(balance.get("corrected").asLong()).isZero();
    assertThat(balance.get("duplicates").asLong()).isZero();
    assertThat(balance.get("rejected").asLong()).isZero();
    assertThat(balance.get("inFlight").asLong()).isZero();
  }

  private static Map<String, String> stored(String dataset) {
    Map<String, String> rides = new TreeMap<>();
    try (MongoClient client = Cluster.store()) {
      for (Document ride : Cluster.database(client).getCollection("rows_" + dataset).find()) {
        rides.put(
            ride.getString("_id"),
            "%d,%d,%s,%s"
                .formatted(
                    ride.getDate("started_at").getTime(),
                    ride.getDate("ended_at").getTime(),
                    ride.getString("start_station_name"),
                    ride.getDouble("end_lat")));
      }
    }
    return rides;
  }

  private static Path[] csvFilesOf(Path folder) {
    return new Path[] {
      folder.resolve("202004-divvy-tripdata.csv"), folder.resolve("202102-divvy-tripdata.csv")
    };
  }
}
