package io.meanstream.launch.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RideSampleTest {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final LocalDate JANUARY = LocalDate.of(2021, 1, 1);
  private static final SamplePlan YEAR = new SamplePlan(60_000, 7, JANUARY, JANUARY.plusYears(1));

  /** A row as an independent reader sees it; the format never quotes fields. */
  private record Row(String[] fields) {

    LocalDateTime started() {
      return LocalDateTime.parse(fields[2], TIME);
    }

    long seconds() {
      return Duration.between(started(), LocalDateTime.parse(fields[3], TIME)).toSeconds();
    }

    boolean isOdd() {
      return seconds() < 60
          || seconds() > 24 * 3600
          || fields[4].isEmpty()
          || fields[6].isEmpty()
          || fields[6].contains("TEST");
    }
  }

  @Test
  void equalSeedsGiveEqualBytes() throws IOException {
    byte[] first = bytes(new SamplePlan(5_000, 42, JANUARY, JANUARY.plusMonths(2)));

    byte[] second = bytes(new SamplePlan(5_000, 42, JANUARY, JANUARY.plusMonths(2)));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void anotherSeedGivesOtherRides() throws IOException {
    byte[] first = bytes(new SamplePlan(100, 1, JANUARY, JANUARY.plusMonths(2)));

    byte[] second = bytes(new SamplePlan(100, 2, JANUARY, JANUARY.plusMonths(2)));

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void theFileLooksLikeDivvys() throws IOException {
    String file = text(new SamplePlan(3, 1, JANUARY, JANUARY.plusMonths(2)));

    assertThat(file)
        .startsWith(
            "ride_id,rideable_type,started_at,ended_at,start_station_name,start_station_id,"
                + "end_station_name,end_station_id,start_lat,start_lng,end_lat,end_lng,"
                + "member_casual\r\n")
        .endsWith("\r\n");
    assertThat(rows(file))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.fields()).hasSize(13))
        .allSatisfy(row -> assertThat(row.fields()[0]).matches("[0-9A-F]{16}"))
        .allSatisfy(row -> assertThat(row.fields()[8]).matches("4[12]\\.\\d{6}"));
  }

  @Test
  void noRideIdRepeats() throws IOException {
    List<Row> rows = rows(text(YEAR));

    assertThat(rows.stream().map(row -> row.fields()[0]).distinct()).hasSize(60_000);
  }

  @Test
  void aboutOneRowInAHundredIsOdd() throws IOException {
    List<Row> rows = rows(text(YEAR));

    long odd = rows.stream().filter(Row::isOdd).count();

    assertThat(odd / 60_000.0).isCloseTo(0.01, within(0.002));
  }

  @Test
  void everyKindOfOddRowIsThere() throws IOException {
    List<Row> rows = rows(text(YEAR));

    assertThat(rows)
        .anyMatch(row -> row.seconds() < 0)
        .anyMatch(row -> row.seconds() == 0)
        .anyMatch(row -> row.seconds() > 0 && row.seconds() < 60)
        .anyMatch(row -> row.seconds() > 24 * 3600)
        .anyMatch(row -> row.fields()[4].isEmpty() && !row.fields()[8].isEmpty())
        .anyMatch(row -> row.fields()[6].isEmpty() && row.fields()[10].isEmpty())
        .anyMatch(row -> row.fields()[6].contains("TEST"));
  }

  @Test
  void ridesStartOnEveryDayOfTheRangeOnly() throws IOException {
    List<Row> rows = rows(text(YEAR));

    assertThat(rows.stream().map(row -> row.started().toLocalDate()).distinct().sorted().toList())
        .containsExactlyElementsOf(JANUARY.datesUntil(JANUARY.plusYears(1)).toList());
  }

  @Test
  void peopleRideByDayAndInSummerAndToWork() throws IOException {
    List<Row> rows = rows(text(YEAR));

    Map<Integer, Long> months = count(rows, row -> row.started().getMonthValue());
    Map<Integer, Long> commute =
        count(rows.stream().filter(RideSampleTest::isMemberOnTuesday).toList(), hourOf());
    assertThat(months.get(7)).isGreaterThan(3 * months.get(1));
    assertThat(commute.get(17)).isGreaterThan(2 * commute.get(13));
    assertThat(commute.get(8)).isGreaterThan(10 * commute.get(3));
  }

  @Test
  void noRideStartsInTheHourThatTheClockSkips() throws IOException {
    LocalDate spring = LocalDate.of(2021, 3, 14);

    List<Row> rows = rows(text(new SamplePlan(20_000, 1, spring, spring.plusDays(1))));

    assertThat(rows).noneMatch(row -> row.started().getHour() == 2);
    assertThat(rows).anyMatch(row -> row.started().getHour() == 3);
  }

  @Test
  void refusesAnEmptyRange() {
    assertThatThrownBy(() -> new SamplePlan(1, 1, JANUARY, JANUARY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no day lies in [2021-01-01, 2021-01-01)");
  }

  private static boolean isMemberOnTuesday(Row row) {
    return row.fields()[12].equals("member") && row.started().getDayOfWeek() == DayOfWeek.TUESDAY;
  }

  private static Function<Row, Integer> hourOf() {
    return row -> row.started().getHour();
  }

  private static Map<Integer, Long> count(List<Row> rows, Function<Row, Integer> by) {
    return rows.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
  }

  private static byte[] bytes(SamplePlan plan) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RideSample.write(plan, out);
    return out.toByteArray();
  }

  private static String text(SamplePlan plan) throws IOException {
    return new String(bytes(plan), StandardCharsets.US_ASCII);
  }

  private static List<Row> rows(String file) {
    return file.lines().skip(1).map(line -> new Row(line.split(",", -1))).toList();
  }
}
