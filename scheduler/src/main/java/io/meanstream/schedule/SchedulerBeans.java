package io.meanstream.schedule;

import io.meanstream.catalog.DefinitionException;
import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.Schedule;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/**
 * Reads the definitions at start; a mistake in them keeps the service from starting. Once it runs,
 * those of before stay in force.
 */
final class SchedulerBeans {

  @Produces
  @Singleton
  @Startup
  LiveCatalog catalog(SchedulerConfig config) {
    try {
      Schedule.parse(config.scheduler().cron());
      return LiveCatalog.load(config.datasets());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("meanstream.scheduler.cron: " + e.getMessage());
    } catch (DefinitionException | UncheckedIOException e) {
      // as a root cause, this type is reported in one line and without a stack trace
      throw new ConfigurationException("meanstream.datasets: " + e.getMessage());
    }
  }
}
