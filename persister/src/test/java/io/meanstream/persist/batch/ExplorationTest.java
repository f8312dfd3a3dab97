package io.meanstream.persist.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.persist.TestStore;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random crashes, stale persisters and batch sizes between any two writes: the outcome is the same
 * as processing the log record by record.
 */
@ExtendWith(TestStore.class)
class ExplorationTest {

  /** {@code -Dexploration.trials=N} runs more, {@code -Dexploration.seed=N} other simulations. */
  private static final int TRIALS = Integer.getInteger("exploration.trials", 150);

  private static final long SEED = Long.getLong("exploration.seed", 1);

  private final ReactiveMongoDatabase store;

  ExplorationTest(ReactiveMongoDatabase store) {
    this.store = store;
  }

  @ParameterizedTest
  @EnumSource
  void theOutcomeIsTheSameWhateverFails(FaultScenario scenario) {
    for (long seed = SEED; seed < SEED + TRIALS; seed++) {
      // Given
      TestStore.empty(store);
      FaultSimulation simulation = new FaultSimulation(store, scenario, seed);

      // When
      simulation.run();

      // Then
      assertThat(simulation.faults()).as("seed %d, %s", seed, simulation.description()).isEmpty();
    }
  }
}
