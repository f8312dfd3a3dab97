package io.meanstream.schedule.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import io.meanstream.protocol.CollectionNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The collection {@code schedules}: state that survives restarts. Its methods block. */
@ApplicationScoped
public class ScheduleStore {

  private static final String CHECKED_AT = "checkedAt";

  /** The name of the field in earlier versions. */
  private static final String OLD_CHECKED_AT = "lookedAt";

  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final MongoCollection<Document> schedules;

  /** The schedules in this store. */
  public ScheduleStore(StoreDatabase store) {
    this.schedules = store.collection(CollectionNames.SCHEDULES);
  }

  /**
   * The stored state of one schedule.
   *
   * @param checkedAt all fire times up to this instant have been handled
   */
  public record Kept(boolean paused, Optional<Instant> checkedAt) {}

  /** The state of a dataset's schedule; the initial state if none is stored. */
  public Kept find(String dataset) {
    return Optional.ofNullable(schedules.find(eq("_id", dataset)).first())
        .map(
            document ->
                new Kept(
                    Boolean.TRUE.equals(document.getBoolean("paused")),
                    instant(document, CHECKED_AT).or(() -> instant(document, OLD_CHECKED_AT))))
        .orElse(new Kept(false, Optional.empty()));
  }

  /** Stores what the definition says about a schedule, for other services to read. */
  public void describe(String dataset, Optional<String> cron, String zone) {
    update(dataset, combine(set("cron", cron.orElse(null)), set("zone", zone)));
  }

  /** Deletes the schedules of all other datasets. */
  public void keepOnly(List<String> datasets) {
    schedules.deleteMany(nin("_id", datasets));
  }

  /** Records that all fire times up to an instant are handled, and when the next one is. */
  public void recordCheck(String dataset, Instant at, Optional<Instant> next) {
    update(dataset, combine(set(CHECKED_AT, Date.from(at)), next(next)));
  }

  /** Pauses a schedule. */
  public void pause(String dataset) {
    update(dataset, combine(set("paused", true), next(Optional.empty())));
  }

  /** Resumes a schedule from an instant on. */
  public void resume(String dataset, Instant at, Optional<Instant> next) {
    update(dataset, combine(set("paused", false), set(CHECKED_AT, Date.from(at)), next(next)));
  }

  private void update(String dataset, Bson change) {
    schedules.updateOne(eq("_id", dataset), change, UPSERT);
  }

  private static Optional<Instant> instant(Document document, String field) {
    return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
  }

  private static Bson next(Optional<Instant> next) {
    return set("next", next.map(Date::from).orElse(null));
  }
}
