package io.meanstream.persist.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.persist.TestStore;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random crashes, stale persisters and batch sizes between any two writes: the outcome is the same
 * as processing the log record by record.
 */
@ExtendWith(TestStore.class)
class ExplorationTest {

  private static final int TRIALS = 10;

  /** {@code -Dexploration.trials=N} runs more, {@code -Dexploration.seed=N} other simulations. */
  private static final int MANY_TRIALS = Integer.getInteger("exploration.trials", 500);

  private static final long SEED = Long.getLong("exploration.seed", 1);

  private final ReactiveMongoDatabase store;

  ExplorationTest(ReactiveMongoDatabase store) {
    this.store = store;
  }

  @ParameterizedTest
  @EnumSource
  void theOutcomeIsTheSameWhateverFails(FaultScenario scenario) {
    simulate(scenario, TRIALS);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("thorough")
  void theOutcomeIsTheSameWhateverFailsInManySimulations(FaultScenario scenario) {
    simulate(scenario, MANY_TRIALS);
  }

  private void simulate(FaultScenario scenario, int trials) {
    for (long seed = SEED; seed < SEED + trials; seed++) {
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
