package io.meanstream.schedule.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.meanstream.protocol.CollectionNames;
import io.meanstream.protocol.RunState;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunOutcome;
import io.meanstream.schedule.run.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The collection {@code runs}: queued, running and ended runs. Its methods block. */
@ApplicationScoped
public class RunStore {

  private static final Bson OLDEST_FIRST = Sorts.ascending("requestedAt", "_id");

  private final MongoCollection<Document> runs;

  /** The runs in this store. */
  public RunStore(StoreDatabase store) {
    this.runs = store.collection(CollectionNames.RUNS);
  }

  /** Creates the indexes for the queries here and for the list of runs in stats-api. */
  public void createIndexes() {
    Bson latestFirst =
        Indexes.compoundIndex(Indexes.descending("requestedAt"), Indexes.ascending("_id"));
    runs.createIndex(latestFirst);
    runs.createIndex(Indexes.compoundIndex(Indexes.ascending("dataset"), latestFirst));
    runs.createIndex(Indexes.ascending("state"));
    runs.createIndex(Indexes.ascending("endedAt"));
    runs.createIndex(
        Indexes.compoundIndex(
            Indexes.ascending("dataset", "state"), Indexes.descending("endedAt")));
  }

  /** Inserts a queued run; does nothing if it already exists. */
  public void insert(Run run) {
    try {
      runs.insertOne(RunDocument.of(run));
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
    }
  }

  /** A run by its id. */
  public Optional<Run> find(String id) {
    return Optional.ofNullable(runs.find(eq("_id", id)).first()).map(RunDocument::read);
  }

  /** The queued runs, oldest first. */
  public List<Run> queued() {
    return list(eq("state", RunState.QUEUED.id()));
  }

  /** The scheduler's runs in state running. */
  public List<Run> running() {
    return list(and(eq("state", RunState.RUNNING.id()), ne("trigger", Trigger.COMMAND.id())));
  }

  /** The runs that ended after an instant, including those from the command line. */
  public List<Run> endedAfter(Instant instant) {
    return list(gt("endedAt", Date.from(instant)));
  }

  /** The dataset's run that ended last, in one of these states. */
  public Optional<Run> last(String dataset, RunState... states) {
    List<String> ids = Stream.of(states).map(RunState::id).toList();
    return Optional.ofNullable(
            runs.find(and(eq("dataset", dataset), in("state", ids)))
                .sort(Sorts.descending("endedAt"))
                .first())
        .map(RunDocument::read);
  }

  private List<Run> list(Bson filter) {
    return runs.find(filter).sort(OLDEST_FIRST).map(RunDocument::read).into(new ArrayList<>());
  }

  /** Sets a queued run to running. Returns false if it is no longer queued. */
  public boolean start(String id, Instant at) {
    return runs.updateOne(
                and(eq("_id", id), eq("state", RunState.QUEUED.id())),
                combine(set("state", RunState.RUNNING.id()), set("startedAt", Date.from(at))))
            .getMatchedCount()
        == 1;
  }

  /**
   * Records how a run ended; does nothing if it has already ended.
   *
   * @param retriedAs the run that retries it
   */
  public void end(String id, RunOutcome outcome, Instant at, Optional<String> retriedAs) {
    runs.updateOne(
        and(eq("_id", id), in("state", RunState.QUEUED.id(), RunState.RUNNING.id())),
        combine(
            set("state", outcome.state().id()),
            set("endedAt", Date.from(at)),
            set("exitCode", outcome.exitCode().orElse(null)),
            set("error", outcome.error().orElse(null)),
            set("log", outcome.log()),
            set("retriedAs", retriedAs.orElse(null))));
  }
}
