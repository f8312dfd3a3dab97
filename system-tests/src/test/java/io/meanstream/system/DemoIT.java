package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command demonstrates the whole pipeline on a generated sample. */
class DemoIT {

  private static final int RIDES = 5000;

  @TempDir Path home;

  @Test
  void theDemoAccountsForEveryRowAndShowsAverages() throws IOException {
    Meanstream meanstream = new Meanstream(home);
    Path sample = home.resolve("sample.csv");
    String csv = meanstream.run("sample", "--rides", Integer.toString(RIDES), "--seed", "7").out();
    Files.writeString(sample, csv, StandardCharsets.UTF_8);

    JsonNode demo = meanstream.json("demo", "--once", "--data", sample.toString());

    JsonNode balance = demo.get("balance");
    assertThat(balance.get("read").asInt()).isEqualTo(RIDES);
    assertThat(
            balance.get("stored").asInt()
                + balance.get("corrected").asInt()
                + balance.get("duplicates").asInt()
                + balance.get("rejected").asInt())
        .isEqualTo(RIDES);
    assertThat(balance.get("inFlight").asInt()).isZero();
    assertThat(rows(demo.get("day"))).isEqualTo(balance.get("stored").asInt());
    assertThat(rows(demo.get("week"))).isEqualTo(balance.get("stored").asInt());
    assertThat(demo.get("day")).hasSameSizeAs(daysOf(csv));
    for (String stage : List.of("start", "ingest", "persist", "aggregate")) {
      assertThat(demo.get("seconds").get(stage).asDouble()).as(stage).isPositive();
    }
  }

  /** Rows in the averages: those that count and those excluded by a rule. */
  private static int rows(JsonNode averages) {
    int rows = 0;
    for (JsonNode average : averages) {
      rows += average.get("count").asInt();
      for (JsonNode excluded : average.get("excluded")) {
        rows += excluded.asInt();
      }
    }
    return rows;
  }

  /** The dates in the third column, the start of the ride. */
  private static Set<String> daysOf(String csv) {
    Set<String> days = new HashSet<>();
    csv.lines().skip(1).forEach(line -> days.add(line.split(",")[2].substring(0, 10)));
    return days;
  }
}
