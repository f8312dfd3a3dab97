package io.meanstream.source.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.record.TypedRecord;
import io.meanstream.source.csv.CsvDialect;
import io.meanstream.source.csv.CsvRows;
import io.meanstream.source.csv.LinesToSkip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowTyperTest {

  private static final String HEADER = "id,amount,at,pieces,whole,name\n";
  private static final Instant AT = Instant.parse("2020-05-01T15:00:00Z");

  private RowTyper typer;

  @Test
  void aValidRowBecomesARecordWithItsKey() throws Exception {
    // When
    List<Row> rows = type(HEADER + "a|b,1.5,2020-05-01 10:00:00,3,TRUE, Ann \n");

    // Then
    assertThat(rows)
        .containsExactly(
            new Row.Accepted(
                1,
                2,
                "a%7Cb",
                TypedRecord.of(ThingsDataset.DATASET, "a|b", 1.5, AT, 3L, true, " Ann ")));
  }

  @Test
  void emptyAndBlankNumberFieldsHaveNoValue() throws Exception {
    // When
    List<Row> rows = type(HEADER + "a,,2020-05-01 10:00:00,  ,,\"\"\n");

    // Then
    assertThat(((Row.Accepted) rows.get(0)).record())
        .isEqualTo(TypedRecord.of(ThingsDataset.DATASET, "a", null, AT, null, null, null));
  }

  @Test
  void aTimestampMayTakeItsTimeOfDayFromAnotherColumn() throws Exception {
    // When
    List<Row> rows =
        type(
            ThingsDataset.withTimesOfDay(),
            "id,at,clock\na,1/5/2020,10.00.00\nb, 2020-05-01 , 10:00 \nc,1/5/2020,\n"
                + "d,,10.00.00\ne, NA ,10.00.00\nf,1/5/2020,25.00.00\n");

    // Then
    assertThat(records(rows)).extracting(it -> it.value(1)).containsExactly(AT, AT);
    assertThat(outcomes(rows))
        .containsExactly("", "", "at type", "at required", "at required", "at type");
    assertThat(((Row.Rejected) rows.get(5)).message())
        .startsWith("\"1/5/2020 25.00.00\" is not a timestamp");
  }

  @Test
  void spacesAroundNonStringsAreIgnored() throws Exception {
    // When
    List<Row> rows = type(HEADER + "a, 1.5, 2020-05-01 10:00:00 ,3 , true,\n");

    // Then
    assertThat(((Row.Accepted) rows.get(0)).record())
        .isEqualTo(TypedRecord.of(ThingsDataset.DATASET, "a", 1.5, AT, 3L, true, null));
  }

  @Test
  void aRowHasOneRejectForItsFirstInvalidField() throws Exception {
    // Given a header in another order than the definition's

    // When
    List<Row> rows = type("pieces,at,amount,id\n99,never,91,a\n");

    // Then
    assertThat(rows)
        .containsExactly(
            new Row.Rejected(1, 2, "amount", "max", "91.0 is above 90", "99,never,91,a"));
  }

  @Test
  void boundsThemselvesAreAccepted() throws Exception {
    // When
    List<Row> rows =
        type(
            HEADER
                + "a,-90,2020-05-01 10:00:00,1,,\n"
                + "b,90,2020-05-01 10:00:00,10,,\n"
                + "c,-90.0000001,2020-05-01 10:00:00,1,,\n"
                + "d,1,2020-05-01 10:00:00,0,,\n"
                + "e,1,2020-05-01 10:00:00,11,,\n");

    // Then
    assertThat(outcomes(rows)).containsExactly("", "", "amount min", "pieces min", "pieces max");
  }

  @Test
  void aRowWithoutItsKeyOrItsTimeIsRejected() throws Exception {
    // When
    List<Row> rows = type(HEADER + ",1,2020-05-01 10:00:00,1,,\na,1,,1,,\n");

    // Then
    assertThat(outcomes(rows)).containsExactly("id required", "at required");
  }

  @Test
  void everyFieldOfACompoundKeyIsRequired() throws Exception {
    // When
    List<Row> rows = type("name,at\nAnn,2020-05-01 10:00:00\n,2020-05-01 10:00:00\n");

    // Then
    assertThat(((Row.Accepted) rows.get(0)).key()).isEqualTo("Ann|2020-05-01T15:00:00Z");
    assertThat(outcomes(rows)).containsExactly("", "name required");
  }

  @Test
  void aRowWithoutAKeyIsKeyedByPosition() throws Exception {
    // When
    List<Row> rows =
        type(ThingsDataset.keyedByPosition(), "at\n2020-05-01 10:00:00\nx\n2020-05-01 10:00:00");

    // Then
    assertThat(((Row.Accepted) rows.get(0)).key()).isEqualTo("hash|1");
    assertThat(((Row.Accepted) rows.get(2)).key()).isEqualTo("hash|3");
  }

  @Test
  void aRowWithTheWrongNumberOfFieldsIsRejected() throws Exception {
    // When
    List<Row> rows = type("id,at\na\nb,2020-05-01 10:00:00,x\nc,2020-05-01 10:00:00\n");

    // Then
    assertThat(outcomes(rows)).containsExactly(" columns", " columns", "");
    assertThat(rows.get(0))
        .isEqualTo(new Row.Rejected(1, 2, "", "columns", "1 field, but the header has 2", "a"));
  }

  @Test
  void rowsMayOmitUnnamedColumnsAtTheEnd() throws Exception {
    // When
    List<Row> rows =
        type(
            "id,at,,\n"
                + "a,2020-05-01 10:00:00\n"
                + "b,2020-05-01 10:00:00,,\n"
                + "c\n"
                + "d,2020-05-01 10:00:00,,,x\n");

    // Then
    assertThat(outcomes(rows)).containsExactly("", "", " columns", " columns");
  }

  @Test
  void aStringOutsidePatternOrListIsRejected() throws Exception {
    // Given
    Dataset dataset = ThingsDataset.withIds(Optional.of("[a-z]+"), List.of("a", "b"));

    // When
    List<Row> rows =
        type(
            dataset,
            "id,at\na,2020-05-01 10:00:00\nA,2020-05-01 10:00:00\nc,2020-05-01 10:00:00\n");

    // Then
    assertThat(outcomes(rows)).containsExactly("", "id pattern", "id one_of");
    assertThat(((Row.Rejected) rows.get(1)).message()).isEqualTo("\"A\" does not match [a-z]+");
    assertThat(((Row.Rejected) rows.get(2)).message()).isEqualTo("\"c\" is not one of a, b");
  }

  @Test
  void nullMarkersCountOnlyOutsideQuotes() throws Exception {
    // Given
    Dataset dataset = ThingsDataset.defined("nulls: ['', NULL, '\\N', NA]", "");

    // When
    List<Row> rows =
        type(
            dataset,
            "id,at,amount,pieces,name,due\n"
                + "a,2020-05-01 10:00:00,NULL,\\N,NA,NULL\n"
                + "b,2020-05-01 10:00:00, NA , 7,\"NA\",\n"
                + "c,2020-05-01 10:00:00,\"NULL\",,,\n"
                + "d,2020-05-01 10:00:00,null,,,\n"
                + "e,2020-05-01 10:00:00,,, NA,\"\"\n");

    // Then
    assertThat(records(rows))
        .containsExactly(
            TypedRecord.of(dataset, "a", AT, null, null, null, null),
            TypedRecord.of(dataset, "b", AT, null, 7L, "NA", null),
            TypedRecord.of(dataset, "e", AT, null, null, " NA", null));
    assertThat(outcomes(rows)).containsExactly("", "", "amount type", "amount type", "");
  }

  @Test
  void nullMarkersAreRejectedInRequiredFields() throws Exception {
    // Given
    Dataset dataset = ThingsDataset.defined("nulls: [NA]", "");

    // When
    List<Row> rows =
        type(
            dataset,
            "id,at,name\nNA,2020-05-01 10:00:00,x\na,NA,x\n\"NA\",2020-05-01 10:00:00,NA\n");

    // Then
    assertThat(outcomes(rows)).containsExactly("id required", "at required", "");
    assertThat(((Row.Rejected) rows.get(1)).message()).isEqualTo("\"NA\" means no value");
    assertThat(((Row.Accepted) rows.get(2)).key()).isEqualTo("NA");
  }

  @Test
  void aFieldsNullMarkersReplaceTheSources() throws Exception {
    // Given
    Dataset dataset = ThingsDataset.defined("nulls: [NA]", "nulls: ['-999', \"-\"]");

    // When
    List<Row> rows =
        type(
            dataset,
            "id,at,amount,pieces\n"
                + "a,2020-05-01 10:00:00,-999,NA\n"
                + "b,2020-05-01 10:00:00,-,-999\n"
                + "c,2020-05-01 10:00:00,NA,\n");

    // Then
    assertThat(records(rows))
        .containsExactly(
            TypedRecord.of(dataset, "a", AT, null, null, null, null),
            TypedRecord.of(dataset, "b", AT, null, -999L, null, null));
    assertThat(outcomes(rows)).containsExactly("", "", "amount type");
  }

  @Test
  void numbersUseTheSourcesDecimalAndGroupingCharacters() throws Exception {
    // Given
    Dataset dataset = ThingsDataset.defined("decimal: ',', grouping: .", "max: 2000");

    // When
    List<Row> rows =
        type(
            dataset,
            "id,at,amount,pieces\n"
                + "a,2020-05-01 10:00:00,\"1.250,75\",1.250\n"
                + "b,2020-05-01 10:00:00,\"2.000,5\",1\n"
                + "c,2020-05-01 10:00:00,1.25,1\n"
                + "d,2020-05-01 10:00:00,1,\"1,0\"\n");

    // Then
    assertThat(records(rows))
        .containsExactly(TypedRecord.of(dataset, "a", AT, 1250.75, 1250L, null, null));
    assertThat(outcomes(rows)).containsExactly("", "amount max", "amount type", "pieces type");
    assertThat(((Row.Rejected) rows.get(2)).message())
        .isEqualTo(
            "\"1.25\" is not a finite decimal number (decimal character \",\", grouping"
                + " character \".\")");
  }

  @Test
  void timesAndDatesOutOfBoundsAreRejected() throws Exception {
    // Given
    Dataset dataset =
        ThingsDataset.definedAs(
            """
            name: a
            time: at
            source: {zone: Europe/Berlin}
            fields:
              at: {type: timestamp, min: 2000-01-01, max: 2030-12-31, formats: [d.M.yyyy H:mm]}
              due: {type: date, min: 2000-01-01, max: 2030-12-31}
            """);

    // When
    List<Row> rows =
        type(
            dataset,
            "at,due\n"
                + "2000-01-01 00:00,2000-01-01\n"
                + "2030-12-31 23:59:59.999,2030-12-31\n"
                + "1999-12-31T23:00Z,\n"
                + "1999-12-31 23:59:59,\n"
                + "2030-12-31 24:00,\n"
                + "11.9.2098 02:23,\n"
                + "2024-05-01 00:00,1999-12-31\n"
                + "2024-05-01 00:00,2031-01-01\n");

    // Then
    assertThat(outcomes(rows))
        .containsExactly("", "", "", "at min", "at max", "at max", "due min", "due max");
    assertThat(((Row.Rejected) rows.get(5)).message())
        .isEqualTo("\"11.9.2098 02:23\" is above 2030-12-31");
    assertThat(((Row.Rejected) rows.get(6)).message())
        .isEqualTo("\"1999-12-31\" is below 2000-01-01");
  }

  @Test
  void aByteInvalidInTheCharsetIsRejectedWithItsPosition() throws Exception {
    // Given Latin-1's \u00E9, which is not valid UTF-8
    byte[] csv =
        "id,at,x\nCaf\u00E9,2020-05-01 10:00:00,\na,2020-05-01 10:00:00,\u00E9\n"
            .getBytes(StandardCharsets.ISO_8859_1);

    // When
    List<Row> rows = type(ThingsDataset.DATASET, csv);

    // Then a column that no field uses does not matter
    assertThat(rows.get(0))
        .isEqualTo(
            new Row.Rejected(
                1,
                2,
                "id",
                "charset",
                "character 4 of \"Caf\uFFFD\" is not in UTF-8",
                "Caf\uFFFD,2020-05-01 10:00:00,"));
    assertThat(outcomes(rows)).containsExactly("id charset", "");
  }

  @Test
  void aRejectShowsClippedTextWithoutControlCharacters() throws Exception {
    // When
    List<Row> rows = type("id,at\n\"a\u0000\u001b[31m\",\"x\ny " + "z".repeat(10_000) + "\"\n");

    // Then
    Row.Rejected reject = (Row.Rejected) rows.get(0);
    assertThat(reject.raw()).startsWith("a\\u0000\\u001B[31m,\"x\ny zzz").endsWith("z…");
    assertThat(reject.raw()).hasSize(4_097);
    assertThat(reject.message()).startsWith("\"x<U+000A>y zzz").hasSizeLessThan(400);
  }

  @Test
  void misusedQuotesRejectOnlyTheirRow() throws Exception {
    // When
    List<Row> rows =
        type(
            "id,at\n"
                + "\"a\"b,2020-05-01 10:00:00\n"
                + "c,2020-05-01 10:00:00\n"
                + "d,\"2020-05-01 10:00:00\ne,2020-05-01 10:00:00\n");

    // Then
    assertThat(outcomes(rows)).containsExactly("id quotes", "", "at quotes");
  }

  @Test
  void aFieldOverOneMebiIsRejectedAndLineNumbersStayRight() throws Exception {
    // Given
    String large = "\"" + "line\n".repeat(500_000) + "\"";

    // When
    List<Row> rows =
        type("id,at\n" + large + ",2020-05-01 10:00:00\nb,2020-05-01 10:00:00\nc,never\n");

    // Then
    assertThat(outcomes(rows)).containsExactly("id size", "", "at type");
    assertThat(rows).extracting(Row::line).containsExactly(2L, 500_003L, 500_004L);
  }

  @Test
  void aRecordOverFourMebiIsRejected() throws Exception {
    // Given
    String large = "x".repeat(1 << 20);

    // When
    List<Row> rows =
        type(
            "id,at,a,b,c,d\n"
                + "a,2020-05-01 10:00:00,%s,%s,%s,%s\n".formatted(large, large, large, large)
                + "b,2020-05-01 10:00:00,%s,%s,%s,\n".formatted(large, large, large));

    // Then
    assertThat(outcomes(rows)).containsExactly("d size", "");
  }

  @Test
  void ambiguousTimesCountInAcceptedRowsOnly() throws Exception {
    // When
    type(
        HEADER
            + "a,1,2020-11-01 01:30:00,1,,\n"
            + "b,1,2021-03-14 02:30:00,1,,\n"
            + "c,1,2020-11-01 01:30:00,99,,\n"
            + "d,1,2020-11-01 03:30:00,1,,\n");

    // Then
    assertThat(typer.ambiguousTimes()).isEqualTo(2);
  }

  private List<Row> type(String csv) throws IOException, HeaderException {
    return type(ThingsDataset.DATASET, csv);
  }

  private List<Row> type(Dataset dataset, String csv) throws IOException, HeaderException {
    return type(dataset, csv.getBytes(StandardCharsets.UTF_8));
  }

  private List<Row> type(Dataset dataset, byte[] csv) throws IOException, HeaderException {
    List<Row> typed = new ArrayList<>();
    try (CsvRows rows =
        CsvRows.open(
            new ByteArrayInputStream(csv), CsvDialect.STANDARD, List.of(), LinesToSkip.NONE)) {
      typer =
          new RowTyper(
              dataset,
              Columns.of(dataset, rows.header()),
              dataset.source().numbers(),
              StandardCharsets.UTF_8,
              "hash",
              "things.csv");
      while (rows.next()) {
        typed.add(typer.type(rows.row(), typed.size() + 1L));
      }
    }
    return typed;
  }

  private static List<TypedRecord> records(List<Row> rows) {
    return rows.stream()
        .filter(Row.Accepted.class::isInstance)
        .map(row -> ((Row.Accepted) row).record())
        .toList();
  }

  private static List<String> outcomes(List<Row> rows) {
    return rows.stream()
        .map(row -> row instanceof Row.Rejected r ? r.field() + " " + r.rule() : "")
        .toList();
  }
}
