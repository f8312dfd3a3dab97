package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.record.RecordCodec;
import io.meanstream.source.type.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a definition and a file to the key and the bytes on the topic. */
class DecimalsAndDatesTest {

  @TempDir Path folder;

  private Dataset bills;

  @BeforeEach
  void define() throws Exception {
    Files.writeString(
        folder.resolve("bills.yaml"),
        """
        name: bills
        time: at
        source: {zone: UTC}
        key: [[due, amount]]
        fields:
          at: {type: timestamp}
          amount: {type: decimal, max: 999.999999999999999999}
          due: {type: date}
        """);
    bills = Catalog.load(folder).find("bills").orElseThrow();
  }

  @Test
  void equalDecimalsWrittenDifferentlyAreTheSameRow() throws Exception {
    // When
    List<Row> rows =
        read("2020-05-01 10:00,1.0,2020-06-30\n2020-05-01 10:00, 001.00 , 2020-06-30 \n");

    // Then
    assertThat(rows)
        .extracting(row -> ((Row.Accepted) row).key(), DecimalsAndDatesTest::json)
        .containsOnly(
            tuple(
                "2020-06-30|1",
                "{\"at\":\"2020-05-01T10:00:00Z\",\"amount\":\"1\",\"due\":\"2020-06-30\"}"));
  }

  @Test
  void invalidValuesAreRejectedWithTheExpectedForm() throws Exception {
    // When
    List<Row> rows =
        read(
            """
            2020-05-01 10:00,12345678901234567890.123456789012345,2020-06-30
            2020-05-01 10:00,1,2020-06-31
            2020-05-01 10:00,1000,2020-06-30
            2020-05-01 10:00,,2020-06-30
            """);

    // Then
    assertThat(rows)
        .extracting(row -> ((Row.Rejected) row).field() + ": " + ((Row.Rejected) row).message())
        .containsExactly(
            "amount: \"12345678901234567890.123456789012345\" is not a decimal number of at most 34"
                + " digits, 20 before the point and 18 after it",
            "due: \"2020-06-31\" is not a date (yyyy-MM-dd)",
            "amount: 1000 is above 999.999999999999999999",
            "amount: there is no value");
  }

  private static String json(Row row) {
    Row.Accepted accepted = (Row.Accepted) row;
    return new String(
        RecordCodec.json(accepted.record().dataset()).encode(accepted.record()),
        StandardCharsets.UTF_8);
  }

  private List<Row> read(String table) throws Exception {
    Path file = Files.writeString(folder.resolve("bills.csv"), "at,amount,due\n" + table);
    List<Row> all = new ArrayList<>();
    try (RowReader rows =
        RowReader.open(
            DataFiles.below(file, UnpackLimits.STANDARD).sources().get(0),
            bills,
            ReadOptions.STANDARD,
            "")) {
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        all.add(row.get());
      }
    }
    return all;
  }
}
