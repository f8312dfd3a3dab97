package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.testing.store.StoreFixture;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a demo ends, none of its processes outlives it. */
class EndsIT {

  /** Kafka, ingestor, persister, stats-api and, unless an external one is used, the store. */
  private static final int PARTS = StoreFixture.isNamed() ? 4 : 5;

  private static final Duration START = Duration.ofMinutes(10);

  /** A JVM that is just being started notices the end when it has come that far. */
  private static final Duration GRACE = Duration.ofSeconds(90);

  @TempDir Path home;

  private Process launcher;

  @AfterEach
  void cleanUpAfterAFailure() {
    if (launcher != null) {
      launcher.destroyForcibly();
    }
  }

  @ParameterizedTest(name = "SIG{0} after it prints {1}")
  @CsvSource({"KILL, ''", "INT, ''"})
  void noProcessOfADemoOutlivesItsLauncher(String signal, String stage) throws Exception {
    assertNothingOutlives(signal, stage);
  }

  @ParameterizedTest(name = "SIG{0} after it prints {1}")
  @CsvSource({
    "KILL, aggregate",
    "KILL, persist",
    "TERM, aggregate",
    "INT, aggregate",
    "INT, Ctrl-C",
    "HUP, ''"
  })
  @Tag("thorough")
  void noProcessOfADemoOutlivesItsLauncherAtAnyStage(String signal, String stage) throws Exception {
    assertNothingOutlives(signal, stage);
  }

  private void assertNothingOutlives(String signal, String stage) throws Exception {
    Path log = home.resolve("demo.txt");
    launcher =
        new Meanstream(home)
            .start(Redirect.to(log.toFile()), Redirect.appendTo(log.toFile()), "demo");
    Map<Long, ProcessHandle> family = new HashMap<>();
    await()
        .atMost(START)
        .until(
            () -> {
              launcher
                  .descendants()
                  .filter(EndsIT::isJava)
                  .forEach(child -> family.put(child.pid(), child));
              assertThat(launcher.isAlive()).as(Files.readString(log)).isTrue();
              return family.size() >= PARTS && Files.readString(log).contains(stage);
            });

    send(signal, launcher);

    await()
        .atMost(GRACE)
        .untilAsserted(
            () ->
                assertThat(family.values().stream().filter(ProcessHandle::isAlive))
                    .extracting(child -> child.pid() + " " + child.info())
                    .as("children of the demo")
                    .isEmpty());
    assertThat(launcher.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anInvalidDefinitionIsReportedBeforeAnythingStarts() throws IOException {
    Files.createDirectories(home.resolve("broken"));
    Files.writeString(home.resolve("broken").resolve("rides.yaml"), "name: rides\n");

    Meanstream.Outcome demo =
        new Meanstream(home).run("demo", "--once", "--datasets", home.resolve("broken").toString());

    assertThat(demo.exit()).isEqualTo(2);
    assertThat(demo.err()).contains("rides.yaml: time: is missing").doesNotContain("Exception");
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(it -> it.endsWith("/java")).isPresent();
  }

  private static void send(String signal, Process process)
      throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertThat(exit).isZero();
  }
}
