package io.meanstream.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scheduler's settings, besides those of Quarkus. */
@ConfigMapping(prefix = "meanstream")
public interface SchedulerConfig {

  /** How often the folder is checked for changes, in whole seconds. */
  @WithDefault("2s")
  Duration definitionsRefresh();

  /** When runs start, and their limits. */
  Runs scheduler();

  /** How the Spark application is submitted. */
  Spark spark();

  /** Settings of runs. */
  interface Runs {

    /** The schedule of datasets whose definition has none, in the same syntax. */
    @WithDefault("0 15 * * * ?")
    String cron();

    /** How many runs, of different datasets, may be active at once. */
    @WithDefault("2")
    int concurrentRuns();

    /** How many runs may be queued. */
    @WithDefault("1000")
    int waitingRuns();

    /** How long a run may take before it is stopped and counts as failed. */
    @WithDefault("2h")
    Duration timeout();

    /** How often a failed run is retried. */
    @WithDefault("3")
    int retries();

    /** The delay before the first retry. It doubles with each retry, up to 10 minutes. */
    @WithDefault("30s")
    Duration backoff();

    /** How long a process may take to exit after SIGTERM before it is killed. */
    @WithDefault("10s")
    Duration grace();

    /** The folder for the processes' logs and Spark's temporary files. */
    @WithDefault("work")
    Path work();

    /** How many logs of failed runs are kept there. */
    @WithDefault("20")
    int keptLogs();
  }

  /** Settings of Spark. */
  interface Spark {

    /** The master that runs are submitted to, in client mode. */
    @WithDefault("local[*]")
    String master();

    /** The jar of the application. */
    @WithDefault("spark-batch/target/spark-batch.jar")
    Path batchJar();

    /** Spark's jars: a folder, or a file that lists them, separated by colons. */
    @WithDefault("spark-batch/target/spark.classpath")
    Path jars();

    /** The java argument file with the JVM options that Spark needs. */
    @WithDefault("spark-batch/target/classes/spark.jvm.args")
    Path jvmArgs();

    /** The java executable for drivers. The default is the one that runs this service. */
    Optional<Path> java();

    /** The maximum heap of a driver. */
    @WithDefault("1g")
    String driverMemory();

    /** Additional JVM options for drivers. */
    Optional<List<String>> jvmOptions();

    /** Additional Spark properties. */
    Map<String, String> conf();
  }
}
