package io.meanstream.schedule.http;

import com.mongodb.MongoException;
import io.meanstream.schedule.cron.SchedulerLifecycle;
import io.meanstream.schedule.store.StoreDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the store answers, once the previous scheduler's runs have been recovered. */
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {

  private final StoreDatabase store;
  private final SchedulerLifecycle lifecycle;

  StoreReadiness(StoreDatabase store, SchedulerLifecycle lifecycle) {
    this.store = store;
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("store").status(lifecycle.isReady() && answers()).build();
  }

  private boolean answers() {
    try {
      store.ping();
      return true;
    } catch (MongoException e) {
      return false;
    }
  }
}
