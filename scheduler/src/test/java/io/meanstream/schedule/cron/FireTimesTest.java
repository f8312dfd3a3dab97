package io.meanstream.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.dataset.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FireTimesTest {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "fire-times.csv", useHeadersInDisplayName = true, numLinesToSkip = 1)
  void schedulesFireInTheDatasetsZone(String reason, String cron, Instant after, String expected) {
    // Given
    FireTimes times = new FireTimes(Schedule.parse(cron).cron().orElseThrow(), CHICAGO);

    // When
    List<Instant> next =
        Stream.iterate(times.after(after).orElseThrow(), at -> times.after(at).orElseThrow())
            .limit(expected.split(" ").length)
            .toList();

    // Then
    assertThat(next).as(reason).extracting(Instant::toString).containsExactly(expected.split(" "));
  }

  @Test
  void someSchedulesNeverFire() {
    assertThat(new FireTimes("0 0 0 30 2 ?", CHICAGO).after(Instant.EPOCH)).isEmpty();
  }

  @RepeatedTest(200)
  void everyValidScheduleHasFireTimes(RepetitionInfo seed) {
    // Given
    Random random = new Random(seed.getCurrentRepetition());
    boolean byWeek = random.nextBoolean();
    String cron =
        String.join(
            " ",
            field(random, 0, 59),
            field(random, 0, 59),
            field(random, 0, 23),
            byWeek ? "?" : field(random, 1, 28),
            field(random, 1, 12),
            byWeek ? field(random, 1, 7) : "?");

    // When
    Schedule accepted = Schedule.parse(cron);

    // Then
    assertThat(new FireTimes(accepted.cron().orElseThrow(), CHICAGO).after(Instant.EPOCH))
        .as(cron)
        .isPresent();
  }

  private static String field(Random random, int first, int last) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(part -> part(random, first, last))
        .collect(Collectors.joining(","));
  }

  private static String part(Random random, int first, int last) {
    int from = random.nextInt(first, last + 1);
    int to = random.nextInt(from, last + 1);
    int step = random.nextInt(1, last + 1);
    return switch (random.nextInt(6)) {
      case 0 -> "*";
      case 1 -> from + "-" + to;
      case 2 -> from + "/" + step;
      case 3 -> from + "-" + to + "/" + step;
      case 4 -> "*/" + step;
      default -> Integer.toString(from);
    };
  }
}
