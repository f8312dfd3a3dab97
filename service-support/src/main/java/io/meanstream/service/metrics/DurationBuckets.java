package io.meanstream.service.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Gives all durations the same few buckets, so that quantiles can be computed across services. */
public class DurationBuckets {

  private static final String STORE_COMMANDS = "mongodb.driver.commands";
  private static final Set<String> OTHERS = Set.of(STORE_COMMANDS, "http.server.requests");

  /** They change with every start of a service, so each start would add new time series. */
  private static final Set<String> LABELS_OF_A_START = Set.of("cluster.id", "server.address");

  private static final double[] SECONDS = {
    0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600
  };

  /** Adds the buckets to this product's durations and to those of store commands and requests. */
  @Produces
  @Singleton
  public MeterFilter buckets() {
    double[] nanos =
        DoubleStream.of(SECONDS)
            .map(seconds -> seconds * Duration.ofSeconds(1).toNanos())
            .toArray();
    DistributionStatisticConfig buckets =
        DistributionStatisticConfig.builder().serviceLevelObjectives(nanos).build();
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig configured) {
        return isOurs(id) ? buckets.merge(configured) : configured;
      }
    };
  }

  /** Drops the labels of store commands that name a connection. */
  @Produces
  @Singleton
  public MeterFilter boundedLabels() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().equals(STORE_COMMANDS) ? id.replaceTags(stable(id)) : id;
      }
    };
  }

  private static Iterable<Tag> stable(Meter.Id id) {
    return id.getTags().stream().filter(tag -> !LABELS_OF_A_START.contains(tag.getKey())).toList();
  }

  private static boolean isOurs(Meter.Id id) {
    return id.getType() == Meter.Type.TIMER
        && (id.getName().startsWith("meanstream.") || OTHERS.contains(id.getName()));
  }
}
