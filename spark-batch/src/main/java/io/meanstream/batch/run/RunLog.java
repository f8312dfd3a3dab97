package io.meanstream.batch.run;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.meanstream.batch.average.Scope;
import io.meanstream.catalog.dataset.DocumentId;
import io.meanstream.protocol.CollectionNames;
import io.meanstream.protocol.RunState;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A run's document in the collection {@code runs}.
 *
 * <p>A caller that outlives the process, such as the scheduler, writes the document itself and
 * updates its state. In that case this class writes only what the run alone knows, so no field has
 * two writers.
 */
final class RunLog {

  private final MongoCollection<Document> runs;
  private final Optional<String> record;

  /**
   * @param record the ID of the document, if the caller has already written it
   */
  RunLog(MongoDatabase database, Optional<String> record) {
    this.runs = database.getCollection(CollectionNames.RUNS);
    this.record = record;
  }

  /**
   * Records that a run has started, and that earlier runs from the command line which never ended
   * are lost.
   */
  void began(Run run, RunRequest request, Scope scope) {
    loseEarlier(run);
    if (record.isPresent()) {
      update(run, List.of(Updates.set("run", run.number())));
      return;
    }
    Date now = new Date();
    runs.insertOne(
        new Document("_id", idOf(run))
            .append("dataset", run.dataset())
            .append("trigger", "command")
            .append("run", run.number())
            .append("state", RunState.RUNNING.id())
            .append("requestedAt", now)
            .append("startedAt", now)
            .append("endedAt", null)
            .append("from", request.from().map(Object::toString).orElse(null))
            .append("to", request.to().map(Object::toString).orElse(null))
            .append("full", scope.isEverything())
            .append("days", null)
            .append("rowsRead", null)
            .append("averagesWritten", null)
            .append("seconds", null)
            .append("applicationId", null)
            .append("error", null));
  }

  /** They were killed and could not record their end, and nobody else did. */
  private void loseEarlier(Run run) {
    runs.updateMany(
        Filters.and(
            Filters.eq("dataset", run.dataset()),
            Filters.eq("trigger", "command"),
            Filters.eq("state", RunState.RUNNING.id()),
            Filters.lt("run", run.number())),
        Updates.combine(
            Updates.set("state", RunState.LOST.id()),
            Updates.set("endedAt", new Date()),
            Updates.set("error", "run %d took over".formatted(run.number()))));
  }

  /** Records that a run has succeeded. */
  void done(Run run, RunReport report, Optional<String> applicationId) {
    List<Bson> changes = new ArrayList<>();
    report.toDocument().forEach((field, value) -> changes.add(Updates.set(field, value)));
    changes.add(Updates.set("applicationId", applicationId.orElse(null)));
    end(run, changes, RunState.DONE, Optional.empty());
  }

  /** Records that a run has failed or lost its lease to another. */
  void failed(Run run, boolean lost, String error, Optional<String> applicationId) {
    Bson application = Updates.set("applicationId", applicationId.orElse(null));
    end(run, List.of(application), lost ? RunState.LOST : RunState.FAILED, Optional.of(error));
  }

  private void end(Run run, List<Bson> changes, RunState state, Optional<String> error) {
    List<Bson> all = new ArrayList<>(changes);
    if (record.isEmpty()) {
      all.add(Updates.set("state", state.id()));
      all.add(Updates.set("endedAt", new Date()));
      all.add(Updates.set("error", error.orElse(null)));
    }
    update(run, all);
  }

  private void update(Run run, List<Bson> changes) {
    runs.updateOne(Filters.eq("_id", record.orElseGet(() -> idOf(run))), Updates.combine(changes));
  }

  private static String idOf(Run run) {
    return DocumentId.join(run.dataset(), Long.toString(run.number()));
  }
}
