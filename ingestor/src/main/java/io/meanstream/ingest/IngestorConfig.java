package io.meanstream.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The ingestor's settings, in addition to those of Quarkus and the Kafka clients. */
@ConfigMapping(prefix = "meanstream")
public interface IngestorConfig {

  /** Folders with files that callers without the token may ingest; none by default. */
  Optional<List<Path>> roots();

  /** Settings of topics. */
  Topics topics();

  /** Settings of the ingestor itself. */
  Reading ingestor();

  /** The topics that the ingestor creates. */
  interface Topics {

    /** Copies of each partition; -1 leaves it to the broker. */
    @WithDefault("-1")
    @Min(-1)
    short replicationFactor();

    /** How long rows and rejects are kept; forever by default. */
    Optional<@DurationMin(millis = 1) Duration> retention();
  }

  /** How sources are read. */
  interface Reading {

    /**
     * The name by which the ingestor finds its ingestions after a restart; host:port by default.
     */
    Optional<String> instance();

    /** The folder for landed records, uploads and cancellations, which must survive a restart. */
    @WithDefault("state")
    Path state();

    /** The maximum size of the records that one request pushes. */
    @WithDefault("64M")
    @MinMemory("1")
    MemorySize pushBytes();

    /**
     * The PostgreSQL database where records land, such as jdbc:postgresql://db.internal/meanstream;
     * in the state folder by default.
     */
    Optional<
            @Pattern(
                regexp = "jdbc:postgresql://.+",
                message = "is ${validatedValue}; it must begin with jdbc:postgresql://")
            String>
        landingUrl();

    /** The user of the landing database, who owns the schema landing. */
    Optional<String> landingUser();

    /** The password of the landing database's user, if one is needed. */
    Optional<String> landingPassword();

    /** The maximum size of all landed records; no more are taken beyond it. */
    @WithDefault("16G")
    @MinMemory("1")
    MemorySize landingBytes();

    /** The maximum size of all uploaded files together. */
    @WithDefault("16G")
    @MinMemory("1")
    MemorySize uploadBytes();

    /**
     * The inbox: a folder with a subfolder for each dataset, whose files are ingested; none by
     * default.
     */
    Optional<Path> inbox();

    /** How long a file in the inbox must stay unchanged before it is ingested. */
    @WithDefault("5s")
    @DurationMin(millis = 1)
    Duration inboxQuiet();

    /** The datasets whose feeds are fetched on their schedule; none by default. */
    Optional<List<String>> feeds();

    /**
     * Origins, such as http://mirror.internal:8000, that feeds may use in addition to public https
     * ones.
     */
    Optional<List<String>> feedOrigins();

    /** How long landed records are kept to replay them; longer if they are not in Kafka yet. */
    @WithDefault("30D")
    @DurationMin(millis = 1)
    Duration landingRetention();

    /** What to do with a changed file that repeats rows, in a dataset without a key. */
    @WithName("changed-files")
    @WithDefault("warn")
    @Pattern(regexp = "warn|refuse", message = "is ${validatedValue}; it must be warn or refuse")
    String changedFilesChoice();

    /** The choice as a constant: SmallRye would report an invalid enum in its own words. */
    default ChangedFiles changedFiles() {
      return ChangedFiles.valueOf(changedFilesChoice().toUpperCase(Locale.ROOT));
    }

    /** How many sources, of different datasets, are read in parallel. */
    @WithDefault("2")
    @Min(1)
    int concurrentSources();

    /** The maximum number of rows in a transaction. */
    @WithDefault("50000")
    @Min(1)
    int chunkRows();

    /** The maximum size of the rows in a transaction. */
    @WithDefault("16M")
    @MinMemory("1")
    MemorySize chunkBytes();

    /** How long a transaction stays open at most; up to 10 s, since Kafka aborts it after 15 s. */
    @WithDefault("5s")
    @DurationMin(millis = 1)
    @DurationMax(seconds = 10)
    Duration chunkTime();

    /** The memory for rows on their way to Kafka, for each source being read. */
    @WithDefault("16M")
    @MinMemory("1M")
    MemorySize buffer();

    /** The maximum size of a data file in an archive. */
    @WithDefault("256G")
    @MinMemory("1")
    MemorySize unpackBytes();

    /** How many times larger than its compressed size a data file over 64 MiB may be. */
    @WithDefault("200")
    @Min(1)
    int unpackRatio();
  }
}
