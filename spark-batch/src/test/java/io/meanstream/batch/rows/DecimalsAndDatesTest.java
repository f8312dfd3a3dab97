package io.meanstream.batch.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.run.SparkEngine;
import io.meanstream.catalog.dataset.Dataset;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.groups.Tuple;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Decimals and dates, which BSON, Spark and the JVM represent differently, from rows to averages.
 */
@ExtendWith(BatchTestEnvironment.class)
class DecimalsAndDatesTest {

  private static final String MAY_1 = "2020-05-01T15:00:00Z";

  private final Dataset bills = TestRuns.dataset(TestRuns.TESTS, "bills");

  @Test
  void everyDigitOfADecimalReachesSpark(FilledStore store, SparkEngine spark) {
    // Given
    List<String> numbers =
        List.of(
            "99999999999999999999.12345678901234",
            "-99999999999999999999",
            "0.000000000000000001",
            "1234567890123456.123456789012345678",
            "0",
            "100");
    store.insert(bills, numbers.stream().map(number -> bill(number, "2020-05-01")).toList());

    // When
    List<BigDecimal> read =
        column(store, spark, "amount").stream().map(row -> row.getDecimal(0)).toList();

    // Then
    assertThat(read)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactlyInAnyOrderElementsOf(numbers.stream().map(BigDecimal::new).toList());
  }

  @Test
  void productsOfDecimalsKeepSixDigitsAndProductsOfDoublesFullPrecision(
      FilledStore store, SparkEngine spark) {
    // Given
    store.insert(bills, List.of(bill("0.000123", "2020-05-01")));

    // When
    Row decimal = column(store, spark, "amount * amount").get(0);
    Row doubles = column(store, spark, "double(amount) * double(amount)").get(0);

    // Then doubles are more precise, as the documentation says
    assertThat(decimal.getDecimal(0)).isEqualByComparingTo("0");
    assertThat(doubles.getDouble(0)).isCloseTo(1.5129e-8, withinPercentage(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/Chicago", "Pacific/Kiritimati", "UTC"})
  void aDateIsTheSameWhereverTheBatchRuns(String zone, FilledStore store, SparkEngine spark) {
    // Given a year before the calendar changed, a leap day, and the day before the epoch
    List<String> dates = List.of("0001-01-01", "1582-10-04", "1969-12-31", "2020-02-29");
    store.insert(bills, dates.stream().map(date -> bill("1", date)).toList());
    TimeZone before = TimeZone.getDefault();

    // When
    List<String> read;
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      read =
          column(store, spark, "cast(due as string)").stream()
              .map(row -> row.getString(0))
              .toList();
    } finally {
      TimeZone.setDefault(before);
    }

    // Then
    assertThat(read).containsExactlyInAnyOrderElementsOf(dates);
  }

  @Test
  void averagesAreGroupedByDecimalsAndDatesAndALaterRunBuildsOnThem(
      FilledStore store, SparkEngine spark) {
    // Given
    store.insert(
        bills,
        List.of(
            bill("0.3", "2020-05-03"),
            bill("0.30", "2020-05-03"),
            bill("0.300000000000000001", "2020-05-01"),
            bill("12", "2020-05-11")));
    TestRuns.dirtyDays(store, spark, bills);

    // When another day of that week changes
    store.insert(bills, List.of(bill("2020-05-02T15:00:00Z", "12.0", "2020-05-12")));
    TestRuns.dirtyDays(store, spark, bills);

    // Then
    List<Document> byAmount = store.shown(bills, "week", "amount");
    assertThat(byAmount)
        .extracting(week -> week.getString("_id"))
        .containsExactlyInAnyOrder(
            "bills|week|2020-W18|amount=0.3",
            "bills|week|2020-W18|amount=0.300000000000000001",
            "bills|week|2020-W18|amount=12");
    assertThat(byAmount)
        .filteredOn(week -> week.getString("_id").endsWith("amount=12"))
        .allSatisfy(
            week -> {
              assertThat(week.getLong("count")).isEqualTo(2);
              assertThat(week.get("group"))
                  .isEqualTo(new Document("amount", Decimal128.parse("12")));
              assertThat(mean(week, "amount")).isEqualTo(12.0);
            });
    assertThat(byAmount)
        .filteredOn(week -> week.getString("_id").endsWith("01"))
        .allSatisfy(
            week -> assertThat(week.get("excluded")).isEqualTo(new Document("not_exact", 1L)));
    assertThat(store.shown(bills, "week", "due"))
        .extracting(week -> week.getString("_id"), week -> week.getLong("count"))
        .containsExactlyInAnyOrder(
            due("2020-05-01", 0), due("2020-05-03", 2), due("2020-05-11", 1), due("2020-05-12", 1));
    Document due = store.shown(bills, "week", "due").get(3);
    assertThat(due.get("group")).isEqualTo(new Document("due", midnight("2020-05-12")));
    assertThat(mean(due, "days")).isEqualTo(11.0);
  }

  private static Tuple due(String due, long count) {
    return tuple("bills|week|2020-W18|due=" + due, count);
  }

  private List<Row> column(FilledStore store, SparkEngine spark, String expression) {
    SparkSession session = spark.sessionIn(bills.zone());
    Scope scope = Scope.of(bills.zone(), List.of(LocalDate.of(2020, 5, 1)));
    return StoredRows.read(
            session,
            store.store(),
            bills,
            Set.of("amount", "due"),
            scope,
            List.of(LocalDate.of(2020, 5, 1)))
        .selectExpr(expression)
        .collectAsList();
  }

  private static Document bill(String amount, String due) {
    return bill(MAY_1, amount, due);
  }

  private static Document bill(String at, String amount, String due) {
    return new Document("at", Date.from(Instant.parse(at)))
        .append("amount", Decimal128.parse(amount))
        .append("due", midnight(due));
  }

  private static Date midnight(String date) {
    return Date.from(LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static double mean(Document average, String measure) {
    return average.get("measures", Document.class).get(measure, Document.class).getDouble("mean");
  }
}
