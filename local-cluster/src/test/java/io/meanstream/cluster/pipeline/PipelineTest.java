package io.meanstream.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.cluster.StoreSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline does if the class-data archive of Spark cannot be recorded. */
class PipelineTest {

  @TempDir Path checkout;
  private Home home;

  @BeforeEach
  void makeCheckout() throws IOException {
    home = new Home(checkout, checkout.resolve("state"));
    Files.createDirectories(home.sparkClassPath().getParent());
    Files.writeString(home.sparkClassPath(), checkout.resolve("spark.jar").toString());
  }

  @Test
  void anArchiveThatCannotBeWrittenIsNotRecorded() throws IOException {
    Files.createFile(home.archives().getParent());

    assertThat(pipeline().recordSparkClasses()).isEmpty();
  }

  @Test
  void aRecordingThatCannotStartIsOnlyReported() throws IOException {
    Files.createDirectories(home.state());
    Files.createFile(home.state().resolve("logs"));

    assertThat(pipeline().recordSparkClasses()).isEmpty();
    assertThat(home.archives()).isDirectoryNotContaining("glob:**.jsa");
    assertThat(SparkJvm.archive(home).record(home.state().resolve("fresh.jsa")))
        .as("another process may record")
        .isNotEmpty();
  }

  private Pipeline pipeline() {
    return new Pipeline(
        home,
        new LaunchPlan(
            Addresses.usual(Topology.SINGLE),
            new StoreSource.Given("mongodb://db.example"),
            "meanstream",
            home.state(),
            home.datasets(),
            home.state().resolve("token"),
            Set.of(Service.values()),
            true,
            JvmTuning.LONG_RUN));
  }
}
