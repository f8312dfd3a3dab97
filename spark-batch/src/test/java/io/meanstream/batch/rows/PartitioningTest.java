package io.meanstream.batch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.batch.BatchTestEnvironment;
import io.meanstream.batch.FilledStore;
import io.meanstream.batch.TestRuns;
import io.meanstream.batch.VisitRows;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BatchTestEnvironment.class)
class PartitioningTest {

  private final Dataset visits = TestRuns.visits();

  @Test
  void rowsOfAServerThatCannotSplitACollectionAreSplitByDays(FilledStore store) {
    StoreFixture.assumeNoneNamed();
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));

    assertThat(Partitioning.forServer(store.database(), visits)).isEqualTo(Partitioning.BY_DAYS);
  }

  @Test
  void anEmptyCollectionIsNotSplitByTheServer(FilledStore store) {
    assertThat(Partitioning.forServer(store.database(), visits)).isEqualTo(Partitioning.BY_DAYS);
  }

  @Test
  void tasksReadRangesOfTheTimeField() {
    assertThat(Partitioning.BY_TIME.options(visits))
        .containsEntry("partitioner.options.fieldList", "order");
  }
}
