package io.meanstream.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** All that can be set for the ingestor, beside what Quarkus and Kafka's clients have. */
@ConfigMapping(prefix = "meanstream")
public interface IngestorConfig {

  /** Folders below which files are read for callers without the token; none by default. */
  Optional<List<Path>> roots();

  /** Kafka. */
  Topics topics();

  /** The ingestor itself. */
  Reading ingestor();

  /** The topics, where the ingestor has to create them. */
  interface Topics {

    /** Copies of each partition; -1 leaves it to the broker. */
    @WithDefault("-1")
    @Min(-1)
    short replicationFactor();

    /** How long rows and rejects are kept; for good where it is not given. */
    Optional<@DurationMin(millis = 1) Duration> retention();
  }

  /** How sources are read. */
  interface Reading {

    /** This ingestor's name, by which it finds its sources after a restart; default host:port. */
    Optional<String> instance();

    /** The folder for what has to outlive this process and cannot be in Kafka yet. */
    @WithDefault("state")
    Path state();

    /** What becomes of a changed file that brings rows again, in a dataset without a key. */
    @WithDefault("warn")
    ChangedFiles changedFiles();

    /** How many sources, of different datasets, are read side by side. */
    @WithDefault("2")
    @Min(1)
    int concurrentSources();

    /** The most rows of a transaction. */
    @WithDefault("50000")
    @Min(1)
    int chunkRows();

    /** The most bytes of rows of a transaction. */
    @WithDefault("16M")
    @MinMemory("1")
    MemorySize chunkBytes();

    /** The longest that a transaction is written to; at most 10 s, below Kafka's limit of 15 s. */
    @WithDefault("5s")
    @DurationMin(millis = 1)
    @DurationMax(seconds = 10)
    Duration chunkTime();

    /** The memory in which rows wait for Kafka, for each source that is read. */
    @WithDefault("16M")
    @MinMemory("1M")
    MemorySize buffer();

    /** The most bytes that a data file of an archive may have. */
    @WithDefault("256G")
    @MinMemory("1")
    MemorySize unpackBytes();

    /** How many times its compressed size a data file may have, once it is larger than 64 MiB. */
    @WithDefault("200")
    @Min(1)
    int unpackRatio();
  }
}
