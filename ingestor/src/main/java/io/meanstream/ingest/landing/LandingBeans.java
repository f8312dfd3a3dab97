package io.meanstream.ingest.landing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.StateFolder;
import io.quarkus.agroal.DataSource;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import org.flywaydb.core.Flyway;

/** Chooses where records land. */
class LandingBeans {

  private static final String DATABASE = "landing";

  @Produces
  @Singleton
  Landing landing(
      IngestorConfig config,
      StateFolder state,
      Owner self,
      ObjectMapper json,
      IngestionIds ids,
      Clock clock,
      // inactive unless there is an address
      @DataSource(DATABASE) Instance<AgroalDataSource> database,
      @FlywayDataSource(DATABASE) Instance<Flyway> migrations) {
    Path batches = state.of("landing");
    Arrivals arrivals = new Arrivals(state, config, ids);
    return config.ingestor().landingUrl().isPresent()
        ? new PostgresLanding(
            database.get(), migrations.get(), self.instance(), batches, arrivals, json, clock)
        : new FolderLanding(batches, arrivals, json, clock);
  }
}
