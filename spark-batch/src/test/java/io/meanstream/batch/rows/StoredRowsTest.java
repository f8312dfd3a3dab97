package io.meanstream.batch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.VisitRows;
import io.meanstream.batch.WireTap;
import io.meanstream.batch.average.Scope;
import io.meanstream.batch.run.SparkEngine;
import io.meanstream.batch.store.Store;
import io.meanstream.catalog.dataset.Dataset;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Only the needed part of the rows leaves the store. */
@ExtendWith(BatchTestEnvironment.class)
class StoredRowsTest {

  private final Dataset visits = TestRuns.visits();

  @Test
  void onlyRowsInScopeAndFieldsInUseAreRead(FilledStore store, SparkEngine spark)
      throws IOException {
    // Given
    store.insert(
        visits,
        List.of(VisitRows.at("2020-05-01T15:00:00Z", 1), VisitRows.at("2020-05-07T15:00:00Z", 2)));
    SparkSession session = spark.sessionIn(visits.zone());
    Scope scope = Scope.of(visits.zone(), List.of(LocalDate.of(2020, 5, 1)));

    // When
    try (WireTap wire = new WireTap(store.store().uri())) {
      Store tapped = new Store(wire.uri(), store.store().database());
      List<Row> rows =
          StoredRows.values(session, tapped, visits, scope, List.of(LocalDate.of(2020, 5, 1)))
              .collectAsList();

      // Then
      assertThat(rows).hasSize(1);
      BsonDocument query = wire.commands("find").get(0);
      assertThat(query.getString("find").getValue()).isEqualTo("rows_visits");
      assertThat(query.getDocument("readConcern").getString("level").getValue())
          .isEqualTo("majority");
      assertThat(query.getDocument("filter").toString())
          .contains("{\"$gte\": " + date("2020-05-01T05:00:00Z") + "}")
          .contains("{\"$lt\": " + date("2020-05-02T05:00:00Z") + "}");
      assertThat(query.getDocument("projection").keySet())
          .containsExactlyInAnyOrder("_id", "order", "select", "group", "floor", "member");
    }
  }

  @Test
  void tasksShareTheDaysAndReadRowsOfUnknownDaysToo(FilledStore store, SparkEngine spark) {
    // Given rows before, between and after the known days
    store.insert(
        visits,
        List.of(
            VisitRows.at("2020-04-01T15:00:00Z", 1),
            VisitRows.at("2020-05-01T15:00:00Z", 2),
            VisitRows.at("2020-05-04T15:00:00Z", 3),
            VisitRows.at("2020-05-07T15:00:00Z", 4),
            VisitRows.at("2020-06-01T15:00:00Z", 5)));
    SparkSession session = spark.sessionIn(visits.zone());
    List<LocalDate> known = List.of(LocalDate.of(2020, 5, 1), LocalDate.of(2020, 5, 7));

    // When
    org.apache.spark.sql.Dataset<Row> rows =
        StoredRows.read(
            session,
            store.store(),
            visits,
            Set.of("select"),
            Scope.everything(visits.zone()),
            known);

    // Then
    assertThat(rows.rdd().getNumPartitions()).isEqualTo(2);
    assertThat(rows.select("`select`").as(Encoders.DOUBLE()).collectAsList())
        .containsExactlyInAnyOrder(1.0, 2.0, 3.0, 4.0, 5.0);
  }

  private static String date(String instant) {
    BsonDateTime time = new BsonDateTime(Instant.parse(instant).toEpochMilli());
    String json = new BsonDocument("d", time).toJson();
    return json.substring("{\"d\": ".length(), json.length() - 1);
  }
}
