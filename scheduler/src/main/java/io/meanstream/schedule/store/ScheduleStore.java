package io.meanstream.schedule.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What of the schedules has to survive a restart. For worker threads. */
@ApplicationScoped
public class ScheduleStore {

  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final MongoCollection<Document> schedules;

  /** Those of a store. */
  public ScheduleStore(StoreDatabase store) {
    this.schedules = store.collection("schedules");
  }

  /**
   * What is kept of one schedule.
   *
   * @param lookedAt the last time that it came on, or that it would not have mattered
   */
  public record Kept(boolean paused, Optional<Instant> lookedAt) {}

  /** What is kept of a dataset's schedule; that of a new one, if there is nothing. */
  public Kept find(String dataset) {
    return Optional.ofNullable(schedules.find(eq("_id", dataset)).first())
        .map(
            document ->
                new Kept(
                    Boolean.TRUE.equals(document.getBoolean("paused")),
                    Optional.ofNullable(document.getDate("lookedAt")).map(Date::toInstant)))
        .orElse(new Kept(false, Optional.empty()));
  }

  /** Writes what the definition says of a schedule, for others to read. */
  public void describe(String dataset, Optional<String> cron, String zone) {
    update(dataset, combine(set("cron", cron.orElse(null)), set("zone", zone)));
  }

  /** Forgets the schedules of all datasets but these. */
  public void keepOnly(List<String> datasets) {
    schedules.deleteMany(nin("_id", datasets));
  }

  /** Notes that all fire times up to an instant are dealt with, and when the next one is. */
  public void recordCheck(String dataset, Instant at, Optional<Instant> next) {
    update(dataset, combine(set("lookedAt", Date.from(at)), next(next)));
  }

  /** Notes that a schedule does not fire any more. */
  public void pause(String dataset) {
    update(dataset, combine(set("paused", true), next(Optional.empty())));
  }

  /** Notes that a schedule fires again from an instant on. */
  public void resume(String dataset, Instant at, Optional<Instant> next) {
    update(dataset, combine(set("paused", false), set("lookedAt", Date.from(at)), next(next)));
  }

  private void update(String dataset, Bson change) {
    schedules.updateOne(eq("_id", dataset), change, UPSERT);
  }

  private static Bson next(Optional<Instant> next) {
    return set("next", next.map(Date::from).orElse(null));
  }
}
