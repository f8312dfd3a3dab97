package io.meanstream.persist;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.persist.batch.BatchWriters;
import io.meanstream.persist.batch.CatalogSnapshot;
import io.meanstream.persist.batch.TopicWriters;
import io.meanstream.persist.consumer.BatchTraces;
import io.meanstream.persist.consumer.ConsumerLoop;
import io.meanstream.persist.consumer.ConsumerSettings;
import io.meanstream.persist.consumer.PauseReasons;
import io.meanstream.persist.consumer.PersisterMetrics;
import io.meanstream.persist.consumer.TopicMetadata;
import io.meanstream.persist.store.Positions;
import io.meanstream.persist.store.Traces;
import io.meanstream.protocol.TopicNames;
import io.meanstream.service.traces.TracesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Runs the consumer thread while the service runs. */
@ApplicationScoped
public class Persister {

  private static final Logger LOG = Logger.getLogger(Persister.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final Admin admin;
  private final ConsumerLoop consumerLoop;
  private final PauseReasons pauseReasons = new PauseReasons();
  private final Thread thread;

  Persister(
      PersisterConfig config,
      LiveCatalog definitions,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      ReactiveMongoClient mongo,
      @ConfigProperty(name = "quarkus.mongodb.database") String database,
      MeterRegistry registry,
      Tracer tracer,
      TracesConfig traces) {
    ReactiveMongoDatabase store = mongo.getDatabase(database);
    Positions positions = new Positions(store, Clock.systemUTC());
    Executor workers = Infrastructure.getDefaultExecutor();
    BatchWriters batchWriters = new BatchWriters(store, positions, workers);
    this.admin = Admin.create(ConsumerSettings.admin(kafka));
    this.consumerLoop =
        new ConsumerLoop(
            new KafkaConsumer<>(ConsumerSettings.consumer(kafka, config.persister().group())),
            writers(definitions, batchWriters, workers),
            new TopicMetadata(admin),
            positions,
            pauseReasons,
            new PersisterMetrics(registry, pauseReasons),
            new BatchTraces(Optional.of(tracer).filter(on -> traces.areOn()), new Traces(store)),
            config.persister().refresh());
    this.thread = new Thread(consumerLoop, "consumer-loop");
    thread.setUncaughtExceptionHandler(Persister::end);
  }

  /** Exits the process: nothing is lost, and a service without its consumer would do nothing. */
  private static void end(Thread thread, Throwable failure) {
    LOG.error("the consumer failed unexpectedly, stopping the service", failure);
    Quarkus.asyncExit(1);
  }

  private static TopicWriters writers(
      LiveCatalog catalog, BatchWriters batchWriters, Executor workers) {
    return new TopicWriters(
        () -> definitionsOf(catalog.look()),
        batchWriters,
        Map.of(
            TopicNames.REJECTS,
            batchWriters.rejects(),
            TopicNames.INGESTIONS,
            batchWriters.ingestions()),
        workers);
  }

  private static CatalogSnapshot definitionsOf(LiveCatalog.State now) {
    return new CatalogSnapshot(now.catalog().all(), now.mistakes());
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    consumerLoop.stop();
    thread.join(LONGEST_STOP.toMillis());
    admin.close(Duration.ZERO);
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  /** Why each paused partition is paused; empty while all of them proceed. */
  Map<String, String> pauseReasons() {
    return pauseReasons.all();
  }

  Set<String> missingTopics() {
    return consumerLoop.missing();
  }
}
