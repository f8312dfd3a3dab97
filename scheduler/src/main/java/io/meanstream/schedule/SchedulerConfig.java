package io.meanstream.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** The scheduler's settings, besides those of Quarkus. */
@ConfigMapping(prefix = "meanstream")
public interface SchedulerConfig {

  /** How often the folder is checked for changes, in whole seconds. */
  @WithDefault("2s")
  @DurationMin(seconds = 1)
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
    @Min(1)
    int concurrentRuns();

    /** How many runs may be queued. */
    @WithDefault("1000")
    @Min(1)
    int waitingRuns();

    /** How long a run may take before it is stopped and counts as failed. */
    @WithDefault("2h")
    @DurationMin(seconds = 1)
    Duration timeout();

    /** How often a failed run is retried. */
    @WithDefault("3")
    @Min(0)
    int retries();

    /** The delay before the first retry. It doubles with each retry, up to 10 minutes. */
    @WithDefault("30s")
    @DurationMin
    Duration backoff();

    /** How long a process may take to exit after SIGTERM before it is killed. */
    @WithDefault("10s")
    @DurationMin
    Duration grace();

    /** The folder for the processes' logs and Spark's temporary files. */
    @WithDefault("work")
    Path work();

    /** How many logs of failed runs are kept in the work folder. */
    @WithDefault("20")
    @Min(0)
    int keptLogs();
  }

  /** Settings of Spark. */
  interface Spark {

    /** The message for an invalid heap size. */
    String HEAP = "is ${validatedValue}; it must be a number of bytes, or one with k, m or g";

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

    /**
     * The java executable for drivers. The default is the one that runs this service, or the one of
     * JAVA_HOME if this service is a native executable.
     */
    Optional<Path> java();

    /**
     * A class-data archive (AppCDS) for drivers and executors, whose class paths must begin with
     * the jars that it was recorded with. Used once it exists.
     */
    Optional<Path> classArchive();

    /** The maximum heap of a driver. */
    @WithDefault("1g")
    @Pattern(regexp = "[1-9][0-9]*[kKmMgG]?", message = HEAP)
    String driverMemory();

    /** Additional JVM options for drivers. */
    Optional<List<String>> jvmOptions();

    /** Additional Spark properties. */
    Map<String, String> conf();
  }
}
