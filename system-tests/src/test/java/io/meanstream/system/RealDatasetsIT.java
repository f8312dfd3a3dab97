package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.testing.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Real taxi trips, tweets and users from file to averages, with the shipped definitions. The
 * expected averages were computed by DuckDB.
 */
@ExtendWith(Cluster.class)
@Tag("thorough")
class RealDatasetsIT {

  private static final double TOLERANCE = 1e-9;

  private static final List<String> SHIPPED =
      List.of("taxi-green", "taxi-yellow", "tweets", "users");

  /** Dataset names, and the datasets that they extend. */
  private static final Map<String, String> DATASETS =
      Map.of(
          "real-green", "taxi-green",
          "real-green-parquet", "taxi-green",
          "real-yellow", "taxi-yellow",
          "real-tweets", "tweets",
          "real-tweets-header", "tweets",
          "real-users", "users");

  private static final Map<String, JsonNode> BALANCES = new HashMap<>();

  @TempDir private static Path folder;

  @BeforeAll
  static void ingestAndAverage() throws IOException, SQLException {
    Path green = RealData.file("nyc-tlc/green_tripdata_2020-10.csv");
    Path yellow = RealData.file("nyc-tlc/2017_Yellow_Taxi_Trip_Data.csv");
    Path tweets = RealData.file("sentiment140/s140_20001_latin1_minquote.csv");
    Path headed = RealData.file("sentiment140/s140_20000_header_minquote.csv");
    Path users = RealData.file("randomuser");
    define();
    ingest("real-green", green);
    ingest("real-green-parquet", greenAsParquet(green));
    ingest("real-yellow", yellow);
    ingest("real-tweets", tweets);
    ingest("real-tweets-header", headed);
    ingest("real-users", users);
    for (String dataset : DATASETS.keySet()) {
      Cluster.meanstream().json("aggregate", "--dataset", dataset);
    }
  }

  private static void define() throws IOException {
    for (String shipped : SHIPPED) {
      Files.copy(
          Meanstream.ROOT.resolve("datasets").resolve(shipped + ".yaml"),
          Cluster.definitions().resolve(shipped + ".yaml"));
    }
    for (Map.Entry<String, String> dataset : DATASETS.entrySet()) {
      String name = dataset.getKey();
      Files.writeString(
          Cluster.definitions().resolve(name + ".yaml"),
          "extends: %s%nname: %s%ntopic: %s%nschedule: 0 0 0 1 1 ?%n"
              .formatted(dataset.getValue(), name, name));
    }
  }

  private static void ingest(String dataset, Path path) {
    BALANCES.put(
        dataset,
        Cluster.meanstream().json("ingest", path.toString(), "--dataset", dataset).get("balance"));
  }

  /** As the TLC publishes it: nullable numbers are doubles, times have no zone. */
  private static Path greenAsParquet(Path csv) throws SQLException {
    return parquet(
        "green_tripdata_2020-10.parquet",
        """
        SELECT * REPLACE (payment_type::DOUBLE AS payment_type,
          passenger_count::DOUBLE AS passenger_count, ehail_fee::DOUBLE AS ehail_fee)
        FROM read_csv('%s', sample_size = -1)
        """
            .formatted(csv));
  }

  private static Path parquet(String name, String query) throws SQLException {
    Path file = folder.resolve(name);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd)".formatted(query, file));
    }
    return file;
  }

  /** The row counts from the data's README; the tweets' repeated ids are corrections. */
  @ParameterizedTest
  @CsvFileSource(resources = "real-balances.csv", useHeadersInDisplayName = true)
  void everyRowIsAccountedFor(String dataset, long read, long stored, long corrected) {
    JsonNode balance = BALANCES.get(dataset);

    assertThat(balance.get("read").asLong()).isEqualTo(read);
    assertThat(balance.get("stored").asLong()).isEqualTo(stored);
    assertThat(balance.get("corrected").asLong()).isEqualTo(corrected);
    assertThat(balance.get("duplicates").asLong()).isZero();
    assertThat(balance.get("rejected").asLong()).isZero();
    assertThat(
            Cluster.averages(dataset, "quarter", "").stream()
                .mapToLong(RealDatasetsIT::countedOrExcluded)
                .sum())
        .as("every stored row counts, or a rule excludes it by name")
        .isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "real-averages.csv", useHeadersInDisplayName = true)
  void anAverageIsDuckDbs(
      String dataset,
      String period,
      String label,
      String group,
      String value,
      long count,
      String excluded,
      String means) {
    JsonNode average =
        Cluster.averages(dataset, period, group == null ? "" : group).stream()
            .filter(item -> item.get("label").asText().equals(label))
            .filter(item -> group == null || isOf(item, group, value))
            .findFirst()
            .orElseThrow();

    assertThat(average.get("count").asLong()).isEqualTo(count);
    assertThat(numbers(average.get("excluded"))).isEqualTo(pairs(excluded));
    pairs(means)
        .forEach(
            (measure, mean) ->
                assertThat(average.get("measures").get(measure).get("mean").asDouble())
                    .as(measure)
                    .isCloseTo(mean, within(TOLERANCE * Math.abs(mean))));
  }

  private static long countedOrExcluded(JsonNode average) {
    return average.get("count").asLong()
        + numbers(average.get("excluded")).values().stream().mapToLong(Double::longValue).sum();
  }

  private static boolean isOf(JsonNode item, String group, String value) {
    JsonNode is = item.get("group").get(group);
    return value == null ? is.isNull() : is.asText().equals(value);
  }

  private static Map<String, Double> numbers(JsonNode object) {
    return object.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asDouble()));
  }

  /** Parses {@code a=1 b=2}; a name without a number is skipped. */
  private static Map<String, Double> pairs(String text) {
    return text == null
        ? Map.of()
        : Stream.of(text.split(" "))
            .map(pair -> pair.split("="))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1])));
  }
}
