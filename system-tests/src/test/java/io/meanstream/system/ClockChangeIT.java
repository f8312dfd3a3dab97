package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year with a ride at every hour of the wall clock; expected values come from java.time alone.
 */
@ExtendWith(Cluster.class)
class ClockChangeIT {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String HEADER =
      "ride_id,rideable_type,started_at,ended_at,start_station_name,start_station_id,"
          + "end_station_name,end_station_id,start_lat,start_lng,end_lat,end_lng,member_casual\r\n";

  @TempDir Path folder;

  /** Local times of start and end, as in a file. */
  private record Ride(LocalDateTime start, LocalDateTime end) {

    Duration length() {
      return Duration.between(start.atZone(CHICAGO), end.atZone(CHICAGO));
    }

    LocalDate day() {
      return start.atZone(CHICAGO).toLocalDate();
    }
  }

  @Test
  void daysAndDurationsMatchJavaTimeAcrossClockChanges() throws IOException {
    List<Ride> rides = ridesOf2021();
    Path file = write(rides);

    JsonNode ingested =
        Cluster.meanstream().json("ingest", file.toString(), "--dataset", "rides-clock");
    Cluster.meanstream().json("aggregate", "--dataset", "rides-clock");
    List<JsonNode> days = Cluster.averages("rides-clock", "day", "");

    assertThat(ingested.get("balance").get("stored").asInt()).isEqualTo(rides.size());
    assertThat(days).hasSize(365);
    Map<LocalDate, List<Ride>> expected = new TreeMap<>();
    rides.forEach(ride -> expected.computeIfAbsent(ride.day(), d -> new ArrayList<>()).add(ride));
    for (JsonNode day : days) {
      LocalDate date = LocalDate.parse(day.get("label").asText());
      assertDay(day, date, expected.get(date));
    }
    assertThat(hoursOf(days, "2021-03-14")).isEqualTo(23);
    assertThat(hoursOf(days, "2021-11-07")).isEqualTo(25);
  }

  private static void assertDay(JsonNode day, LocalDate date, List<Ride> rides) {
    double seconds =
        rides.stream().mapToDouble(ride -> ride.length().toSeconds()).average().orElseThrow();
    assertThat(day.get("count").asInt()).as(date.toString()).isEqualTo(rides.size());
    assertThat(day.get("start").asText())
        .isEqualTo(date.atStartOfDay(CHICAGO).toInstant().toString());
    assertThat(day.get("measures").get("duration").get("mean").asDouble())
        .as(date.toString())
        .isCloseTo(seconds, within(seconds * 1e-9));
  }

  private static long hoursOf(List<JsonNode> days, String label) {
    JsonNode day =
        days.stream().filter(d -> d.get("label").asText().equals(label)).findFirst().orElseThrow();
    return Duration.between(
            Instant.parse(day.get("start").asText()), Instant.parse(day.get("end").asText()))
        .toHours();
  }

  /** Ninety minutes each by the wall clock, so that some span a clock change. */
  private static List<Ride> ridesOf2021() {
    List<Ride> rides = new ArrayList<>();
    LocalDateTime end = LocalDateTime.of(2022, 1, 1, 0, 0);
    for (LocalDateTime at = LocalDateTime.of(2021, 1, 1, 0, 15); at.isBefore(end); ) {
      rides.add(new Ride(at, at.plusMinutes(90)));
      at = at.plusHours(1);
    }
    return rides;
  }

  private Path write(List<Ride> rides) throws IOException {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < rides.size(); i++) {
      Ride ride = rides.get(i);
      csv.append(
          "R%d,classic_bike,%s,%s,A,1,B,2,,,,,member\r\n"
              .formatted(i, TIME.format(ride.start()), TIME.format(ride.end())));
    }
    return Files.writeString(folder.resolve("2021.csv"), csv);
  }
}
