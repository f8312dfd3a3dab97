package io.meanstream.schedule.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.schedule.FakeSpark;
import io.meanstream.schedule.TestConfig;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunRequest;
import io.meanstream.schedule.run.Trigger;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts real processes with a fake in place of Spark. */
class SparkBatchTest {

  private static final String JAVA_HOME = System.getProperty("java.home");
  private static final String STORE = "mongodb://user:secret@127.0.0.1";

  @TempDir Path work;

  private final FakeSpark spark = new FakeSpark();
  private final Map<String, String> config = new HashMap<>();

  @BeforeEach
  void start() {
    config.putAll(spark.start());
    config.put("meanstream.scheduler.work", work.toString());
    config.put("meanstream.scheduler.kept-logs", "2");
    config.put("meanstream.spark.master", "spark://somewhere:7077");
    config.put("meanstream.spark.conf.\"spark.executor.memory\"", "2g");
  }

  @AfterEach
  void stop() {
    spark.stop();
  }

  @Test
  void submitsInClientModeWithoutSecretsOnTheCommandLine() throws Exception {
    // When
    BatchProcess process = batch().start(run("a"));
    FakeSpark.Driver driver = spark.next();

    // Then
    assertThat(driver.words())
        .containsSequence("--master", "spark://somewhere:7077", "--deploy-mode", "client")
        .containsSequence("--conf", "spark.executor.memory=2g")
        .noneMatch(word -> word.contains("secret"));
    assertThat(driver.arguments()).contains("--mongodb=" + STORE);
    assertThat(Files.getPosixFilePermissions(work.resolve("a")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    driver.exit(0);
    assertThat(exitOf(process)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          # folder ; in the quotes that Spark splits its options by
          archives ; archives
          a b      ; a b
          a" \\b   ; a\\" \\\\b
          """)
  void aClassArchiveIsUsedOnceItExistsEvenIfItDoesNotFit(String folder, String quoted)
      throws Exception {
    // Given
    Path archive = Files.createDirectory(work.resolve(folder)).resolve("spark.jsa");
    config.put("meanstream.spark.class-archive", archive.toString());

    // When
    BatchProcess before = batch().start(run("a"));
    FakeSpark.Driver withoutArchive = spark.next();
    withoutArchive.exit(0);
    Files.writeString(archive, "not an archive");
    BatchProcess after = batch().start(run("b"));
    FakeSpark.Driver withArchive = spark.next();
    withArchive.exit(0);

    // Then
    assertThat(withoutArchive.words()).noneMatch(word -> word.contains("SharedArchiveFile"));
    assertThat(withArchive.words())
        .containsSequence(
            "--conf",
            "spark.executor.defaultJavaOptions=\"-XX:SharedArchiveFile=%s/%s/spark.jsa\""
                    .formatted(work, quoted)
                + " \"-Xlog:disable\" \"-Xlog:all=error:stderr\"");
    assertThat(exitOf(before)).isZero();
    assertThat(exitOf(after)).isZero();
  }

  @Test
  void onlyTheLogsOfTheLastFailuresAreKept() throws Exception {
    // When
    for (String id : List.of("a", "b", "c", "d")) {
      BatchProcess process = batch().start(run(id));
      FakeSpark.Driver driver = spark.next();
      driver.say("this is " + id);
      driver.exit(id.equals("d") ? 0 : 1);
      exitOf(process);
      assertThat(process.lastLines()).containsExactly("this is " + id);
      process.clear(!id.equals("d"));
    }

    // Then
    try (Stream<Path> files = Files.list(work)) {
      assertThat(files).containsExactlyInAnyOrder(work.resolve("b.log"), work.resolve("c.log"));
    }
    assertThat(work.resolve("c.log")).hasContent("this is c");
  }

  @Test
  void filesOfAnEarlierSchedulerAreRemovedExceptTheLog() throws Exception {
    // Given
    BatchProcess process = batch().start(run("a"));
    FakeSpark.Driver driver = spark.next();
    driver.say("this is a");
    process.kill();
    exitOf(process);

    // When
    batch().clearOld();

    // Then
    try (Stream<Path> files = Files.list(work)) {
      assertThat(files).containsExactly(work.resolve("a.log"));
    }
  }

  @Test
  void foldersOfOthersAreLeftAlone() throws Exception {
    Path theirs = Files.createDirectories(work.resolve("theirs/data"));

    batch().clearOld();

    assertThat(theirs).exists();
  }

  @Test
  void aMissingJarIsReportedWithItsKey() {
    config.put("meanstream.spark.batch-jar", "/none/batch.jar");

    assertThatThrownBy(() -> batch().start(run("a")))
        .isInstanceOf(IOException.class)
        .hasMessage("meanstream.spark.batch-jar: /none/batch.jar does not exist");
  }

  @Test
  void withoutJavaTheSchedulerDoesNotStart() {
    assertThatThrownBy(() -> batch(Optional.empty()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("meanstream.spark.java: no java to run Spark with; set it, or JAVA_HOME");
  }

  @Test
  void aMissingJavaExecutableIsReportedAtStart() {
    assertThatThrownBy(() -> batch(Optional.of(work)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "meanstream.spark.java: %s is not an executable file; set it to the java of a JDK 17"
                .formatted(work.resolve("bin/java")));
  }

  @Test
  void theConfiguredJavaIsPreferred() {
    config.put("meanstream.spark.java", Path.of(JAVA_HOME, "bin", "java").toString());

    assertThatCode(() -> batch(Optional.of(work))).doesNotThrowAnyException();
  }

  private SparkBatch batch() {
    return batch(Optional.of(Path.of(JAVA_HOME)));
  }

  private SparkBatch batch(Optional<Path> javaHome) {
    return new SparkBatch(
        TestConfig.with(config), () -> Path.of("src/test/datasets"), STORE, "meanstream", javaHome);
  }

  private static Run run(String id) {
    return Run.queued(id, RunRequest.ofDirtyDays("trips", Trigger.REQUEST), Instant.EPOCH);
  }

  private static int exitOf(BatchProcess process) throws Exception {
    return process
        .exit()
        .toCompletableFuture()
        .get(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
  }
}
