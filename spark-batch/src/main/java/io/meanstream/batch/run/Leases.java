package io.meanstream.batch.run;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.meanstream.protocol.CollectionNames;
import io.meanstream.protocol.DirtyDays;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The leases in the collection {@code datasets}. A run starts by taking its dataset's lease.
 *
 * <p>Every later write of a run is conditional on its number still being the dataset's last, so a
 * driver that wakes up late changes nothing. The lease itself only keeps two runs from doing the
 * same work, so clocks that differ do no harm.
 */
public final class Leases {

  private static final FindOneAndUpdateOptions AFTERWARDS =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  private final MongoCollection<Document> datasets;
  private final Duration length;

  public Leases(MongoDatabase database, Duration length) {
    this.datasets = database.getCollection(CollectionNames.DATASETS);
    this.length = length;
  }

  /** Names this process and its host, so that people can find the holder of a lease. */
  public static String ownerOfThisProcess() {
    return "process %d on %s".formatted(ProcessHandle.current().pid(), host());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unnamed host";
    }
  }

  /** How long a lease is valid without being renewed. */
  Duration length() {
    return length;
  }

  /**
   * Takes the lease and the next run number and reads the dirty days, in one write. Returns nothing
   * if no rows were ever stored. Waits for another run's lease to expire, since its driver may be
   * dead.
   *
   * @throws LeaseHeldException if the other run renews its lease
   */
  public Optional<Run> take(String dataset, String owner) {
    Optional<Run> taken = tryTake(dataset, owner);
    if (taken.isPresent()) {
      return taken;
    }
    Optional<Document> held = leaseOf(dataset);
    if (held.isEmpty()) {
      return tryTake(dataset, owner);
    }
    waitUntil(held.get().getDate("until"));
    return tryTake(dataset, owner)
        .or(
            () -> {
              throw new LeaseHeldException(dataset, held.get().getString("owner"));
            });
  }

  private Optional<Run> tryTake(String dataset, String owner) {
    Document taken =
        datasets.findOneAndUpdate(
            Filters.and(
                Filters.eq("_id", dataset),
                Filters.or(Filters.eq("lease", null), Filters.lt("lease.until", new Date()))),
            Updates.combine(
                Updates.inc("run", 1L),
                Updates.set("lease", new Document("owner", owner).append("until", until()))),
            AFTERWARDS);
    return Optional.ofNullable(taken).map(document -> runOf(document, owner));
  }

  private static Run runOf(Document document, String owner) {
    Document days = document.get(DirtyDays.FIELD, new Document());
    return new Run(
        document.getString("_id"),
        ((Number) document.get("run")).longValue(),
        owner,
        DirtyDays.of(days),
        days.keySet().stream().map(LocalDate::parse).sorted().toList(),
        Optional.ofNullable(document.getString("definition")),
        Optional.ofNullable(document.getString("identity")),
        ReachHistory.of(document));
  }

  private Optional<Document> leaseOf(String dataset) {
    return Optional.ofNullable(datasets.find(Filters.eq("_id", dataset)).first())
        .map(document -> document.get("lease", Document.class));
  }

  private static void waitUntil(Date end) {
    while (!new Date().after(end)) {
      LockSupport.parkUntil(end.getTime() + 1);
    }
  }

  /** Renews the lease. Returns whether the run still had it. */
  public boolean renew(Run run) {
    return update(run, Updates.set("lease.until", until()));
  }

  /**
   * Ends a run that has written all its averages: sets {@code done} to the versions that it read,
   * and records the definition, how far the counted rows reach, and when it ended. Returns whether
   * the run still had the lease; if not, nothing was changed.
   */
  boolean complete(Run run, String definition, Optional<Instant> oldest, ReachHistory reached) {
    List<Bson> updates = new ArrayList<>();
    run.dirtyDays()
        .versions()
        .forEach((day, version) -> updates.add(Updates.set(DirtyDays.donePath(day), version)));
    updates.add(Updates.set("definition", definition));
    updates.add(Updates.set("oldest", oldest.map(Date::from).orElse(null)));
    updates.add(reached.toUpdate());
    updates.add(Updates.set("completedAt", new Date()));
    updates.add(Updates.unset("lease"));
    return update(run, Updates.combine(updates));
  }

  /**
   * Releases the lease, so that the next run need not wait. Returns whether the run still had it.
   */
  boolean release(Run run) {
    return update(run, Updates.unset("lease"));
  }

  private boolean update(Run run, Bson change) {
    return datasets
            .updateOne(
                Filters.and(
                    Filters.eq("_id", run.dataset()),
                    Filters.eq("run", run.number()),
                    Filters.eq("lease.owner", run.owner())),
                change)
            .getMatchedCount()
        == 1;
  }

  private Date until() {
    return Date.from(Instant.now().plus(length));
  }
}
