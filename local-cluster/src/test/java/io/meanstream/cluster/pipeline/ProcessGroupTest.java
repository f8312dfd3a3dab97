package io.meanstream.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessGroupTest {

  @TempDir Path folder;
  private SleepingProcess sleeper;
  private final ProcessGroup stack = new ProcessGroup();
  private final List<Child> launched = new CopyOnWriteArrayList<>();

  @BeforeEach
  void sleeper() {
    sleeper = new SleepingProcess(folder);
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void processesAreUpAfterTheStartAndGoneAfterClose() {
    List<String> ready = new CopyOnWriteArrayList<>();
    stack.start(List.of(remembered(), remembered()), process -> ready.add(process.name()));

    stack.awaitReady();

    assertThat(ready).containsExactly("sleeper", "sleeper");
    assertThat(launched).hasSize(2).allMatch(Child::isAlive);
    stack.close();
    assertThat(launched).noneMatch(Child::isAlive);
  }

  @Test
  void aPauseFailsOnceAChildHasEnded() {
    stack.start(List.of(remembered()), process -> {});
    stack.awaitReady();
    launched.get(0).kill();

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> stack.pause(Duration.ofMillis(1)))
                    .isInstanceOf(StartException.class)
                    .hasMessageStartingWith("sleeper ended with code 137, see " + sleeper.log()));
  }

  @Test
  void aPausePassesWhileAllAreAlive() {
    stack.start(List.of(remembered()), process -> {});
    stack.awaitReady();

    stack.pause(Duration.ofMillis(1));

    assertThat(launched).allMatch(Child::isAlive);
  }

  @Test
  void aProcessThatIsNeverReadyFailsTheStart() {
    ManagedProcess broken =
        new DelegatingProcess(sleeper) {
          @Override
          public void awaitReady(Child child) {
            throw new StartException("no luck");
          }
        };
    stack.start(List.of(broken), process -> {});

    assertThatThrownBy(stack::awaitReady).isInstanceOf(StartException.class).hasMessage("no luck");
  }

  private ManagedProcess remembered() {
    return new DelegatingProcess(sleeper) {
      @Override
      public Child launch() {
        Child child = super.launch();
        launched.add(child);
        return child;
      }
    };
  }
}
