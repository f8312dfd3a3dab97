package io.meanstream.persist.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.persist.TestStore;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The steps under random crashes, late risers and batch sizes, between any two single writes: the
 * outcome is that of processing the log one record after the other.
 */
@ExtendWith(TestStore.class)
class ExplorationTest {

  /** {@code -Dexploration.trials=N} explores longer, {@code -Dexploration.seed=N} elsewhere. */
  private static final int TRIALS = Integer.getInteger("exploration.trials", 150);

  private static final long SEED = Long.getLong("exploration.seed", 1);

  private final ReactiveMongoDatabase store;

  ExplorationTest(ReactiveMongoDatabase store) {
    this.store = store;
  }

  @ParameterizedTest
  @EnumSource
  void whateverHappensTheOutcomeIsTheSame(FaultScenario circumstances) {
    for (long seed = SEED; seed < SEED + TRIALS; seed++) {
      // Given
      TestStore.empty(store);
      FaultSimulation trial = new FaultSimulation(store, circumstances, seed);

      // When
      trial.run();

      // Then
      assertThat(trial.faults()).as("seed %d, %s", seed, trial.description()).isEmpty();
    }
  }
}
