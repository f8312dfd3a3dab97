package io.meanstream.ingest.run;

import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.kafka.ChunkLimits;
import io.meanstream.ingest.kafka.IngestionLog;
import io.meanstream.ingest.kafka.RowProducers;
import io.meanstream.ingest.kafka.StateChannel;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.ingest.state.Owner;
import io.meanstream.source.UnpackLimits;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Produces the beans that constructor injection alone cannot create. */
class IngestorBeans {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Admin admin(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    return Admin.create(kafka);
  }

  /** Cancels what Kafka has not answered, which would delay the end of the process by a minute. */
  void close(@Disposes Admin admin) {
    admin.close(Duration.ZERO);
  }

  @Produces
  @Singleton
  IngestionLog log(@Identifier("default-kafka-broker") Map<String, Object> kafka, Admin admin) {
    return new IngestionLog(kafka, admin, IsolationLevel.READ_COMMITTED);
  }

  void close(@Disposes IngestionLog log) {
    log.close();
  }

  @Produces
  @Singleton
  Owner owner(IngestorConfig config, @ConfigProperty(name = "quarkus.http.port") int port)
      throws UnknownHostException {
    String host = InetAddress.getLocalHost().getHostName();
    return Owner.start(config.ingestor().instance().orElse(host + ":" + port));
  }

  @Produces
  @Singleton
  UnpackLimits unpack(IngestorConfig config) {
    return new UnpackLimits(
        config.ingestor().unpackBytes().asLongValue(), config.ingestor().unpackRatio());
  }

  @Produces
  @Singleton
  TransferContext transfers(
      Owner owner,
      IngestionLog log,
      RowProducers producers,
      StateChannel states,
      Ingestions ingestions,
      IngestMetrics metrics,
      Tracer tracer,
      IngestorConfig config,
      UnpackLimits unpack,
      Landing landing,
      ShutdownSignal shutdown,
      Clock clock) {
    ChunkLimits limits =
        new ChunkLimits(
                config.ingestor().chunkRows(),
                config.ingestor().chunkBytes().asLongValue(),
                config.ingestor().chunkTime())
            .withinTransactions();
    return new TransferContext(
        owner,
        log,
        producers,
        states,
        ingestions,
        metrics,
        tracer,
        limits,
        unpack,
        landing,
        config.ingestor().changedFiles(),
        shutdown,
        clock);
  }
}
