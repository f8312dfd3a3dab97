package io.meanstream.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that can be set for the scheduler, beside what Quarkus has. */
@ConfigMapping(prefix = "meanstream")
public interface SchedulerConfig {

  /** How often the folder is looked at for changes; whole seconds. */
  @WithDefault("2s")
  Duration definitionsRefresh();

  /** When runs are started, and what becomes of them. */
  Runs scheduler();

  /** How the Spark application is started. */
  Spark spark();

  /** Runs. */
  interface Runs {

    /** The schedule of datasets whose definitions say nothing, as definitions have it. */
    @WithDefault("0 15 * * * ?")
    String cron();

    /** How many runs, of different datasets, go on side by side. */
    @WithDefault("2")
    int concurrentRuns();

    /** How many runs may wait in line. */
    @WithDefault("1000")
    int waitingRuns();

    /** How long a run may take before it is ended as failed. */
    @WithDefault("2h")
    Duration timeout();

    /** How many times a run that fails is tried again. */
    @WithDefault("3")
    int retries();

    /**
     * How long the first of these waits; each later one waits twice as long, 10 minutes at most.
     */
    @WithDefault("30s")
    Duration backoff();

    /** How long a process may take to end when it is asked to, before it is killed. */
    @WithDefault("10s")
    Duration grace();

    /** The folder for what processes write: their logs, and what Spark spills. */
    @WithDefault("work")
    Path work();

    /** How many logs of failed runs are kept in it. */
    @WithDefault("20")
    int keptLogs();
  }

  /** Spark. */
  interface Spark {

    /** The master that runs are submitted to, in client mode. */
    @WithDefault("local[*]")
    String master();

    /** The application. */
    @WithDefault("spark-batch/target/spark-batch.jar")
    Path batchJar();

    /** Spark's own jars: a folder, or a file that lists them, separated by colons. */
    @WithDefault("spark-batch/target/spark.classpath")
    Path jars();

    /** The argument file of java that says what Spark reaches into. */
    @WithDefault("spark-batch/target/classes/spark.jvm.args")
    Path jvmArgs();

    /** The java that drivers run with; this service's own unless it is given. */
    Optional<Path> java();

    /** The largest heap of a driver. */
    @WithDefault("1g")
    String driverMemory();

    /** Further options of a driver's JVM. */
    Optional<List<String>> jvmOptions();

    /** Spark's own properties. */
    Map<String, String> conf();
  }
}
