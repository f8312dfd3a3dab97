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
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The leases in the collection {@code datasets}, of which a run needs its dataset's to begin.
 *
 * <p>Every write of a run but the first is on the condition that the run's number is still the
 * dataset's last, so that a driver which wakes up late changes nothing. The lease itself only keeps
 * two runs from doing the same work: clocks that differ do no harm.
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

  /** How long a lease holds without being renewed. */
  Duration length() {
    return length;
  }

  /**
   * Takes the lease, the next run number and the marks in one write; nothing if no row was ever
   * stored. Waits for the end of a lease that is not renewed, since its driver may be dead.
   *
   * @throws LeaseHeldException if another run is alive
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
        days.size(),
        Optional.ofNullable(document.getString("definition")),
        Optional.ofNullable(document.getString("identity")),
        Reached.of(document));
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

  /** Prolongs the lease; whether the run still had it. */
  public boolean renew(Run run) {
    return update(run, Updates.set("lease.until", until()));
  }

  /**
   * Ends a run that has written all its averages: raises {@code done} to the versions that it read
   * and notes the definition and how far the rows reach that count; whether the run still had the
   * lease, or else nothing was changed.
   */
  boolean complete(Run run, String definition, Optional<Instant> oldest, Reached reached) {
    List<Bson> updates = new ArrayList<>();
    run.dirtyDays()
        .versions()
        .forEach((day, version) -> updates.add(Updates.set(DirtyDays.donePath(day), version)));
    updates.add(Updates.set("definition", definition));
    updates.add(Updates.set("oldest", oldest.map(Date::from).orElse(null)));
    updates.add(reached.toUpdate());
    updates.add(Updates.unset("lease"));
    return update(run, Updates.combine(updates));
  }

  /** Gives the lease back, so that the next run need not wait for its end; whether it was held. */
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
