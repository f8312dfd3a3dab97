package io.meanstream.launch.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.FakeService;
import io.meanstream.launch.api.SchedulerApi;
import io.meanstream.launch.show.Console;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a fake scheduler, which needs no Spark. */
class SchedulerRunTest {

  private static final String RUNS = "/api/v1/runs";
  private static final BatchRequest REQUEST =
      new BatchRequest("rides", Optional.of("2020-04-01"), Optional.of("2020-05-01"), false, false);

  private final FakeService scheduler =
      new FakeService().with(RUNS, 202, "{\"id\": \"r1\", \"state\": \"queued\"}");

  @AfterEach
  void stop() {
    scheduler.close();
  }

  @Test
  void followsRetriesToTheEnd() {
    // Given
    scheduler
        .with(
            RUNS + "/r1",
            200,
            """
            {"id": "r1", "state": "failed", "exitCode": 1, "error": "no space", "retriedAs": "r1.2"}
            """)
        .with(
            RUNS + "/r1.2",
            200,
            """
            {"id": "r1.2", "dataset": "rides", "state": "done", "exitCode": 0, "run": 7, "days": 30,
             "rowsRead": 84776, "averagesWritten": 5000, "seconds": {"compute": 3.5}}
            """);

    // When
    BatchResult result = await();

    // Then
    assertThat(result.summary()).isEqualTo("5,000 averages of 84,776 rows on 30 days");
    assertThat(result.document().path("runs").path(0).path("run").asInt()).isEqualTo(7);
    assertThat(result.document().path("runs").path(0).path("seconds").path("compute").asDouble())
        .isEqualTo(3.5);
  }

  @Test
  void aWrongDefinitionIsAMistake() {
    scheduler.with(
        RUNS + "/r1",
        200,
        """
        {"id": "r1", "state": "failed", "exitCode": 2, "error": "rides.yaml: measures.km: no"}
        """);

    assertThatThrownBy(this::await)
        .isInstanceOf(Mistake.class)
        .hasMessage("rides.yaml: measures.km: no");
  }

  @Test
  void aFailedRunShowsTheEndOfItsLog() {
    scheduler.with(
        RUNS + "/r1",
        200,
        """
        {"id": "r1", "state": "failed", "exitCode": 1, "error": "no space", "retriedAs": null,
         "log": ["WARN disk", "no space"]}
        """);

    assertThatThrownBy(this::await)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("run r1: no space:")
        .hasMessageContaining("WARN disk");
  }

  @Test
  void aCancelledRunFails() {
    scheduler.with(
        RUNS + "/r1", 200, "{\"id\": \"r1\", \"state\": \"cancelled\", \"error\": \"cancelled\"}");

    assertThatThrownBy(this::await).isInstanceOf(Failure.class).hasMessage("run r1: cancelled");
  }

  private BatchResult await() {
    Console console = Console.of(new ByteArrayOutputStream(), new ByteArrayOutputStream(), 0);
    return SchedulerRun.submit(new SchedulerApi(scheduler.uri(), "token"), time -> {}, REQUEST)
        .await(console.stage("aggregate"));
  }
}
