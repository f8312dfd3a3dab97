package io.meanstream.batch;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.meanstream.catalog.DocumentId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The history of runs, in the collection {@code runs}. */
final class RunLog {

  private final MongoCollection<Document> runs;

  RunLog(MongoDatabase database) {
    this.runs = database.getCollection("runs");
  }

  /** Notes that a run has begun. */
  void began(Run run, RunRequest request, Scope scope) {
    runs.insertOne(
        new Document("_id", idOf(run))
            .append("dataset", run.dataset())
            .append("run", run.number())
            .append("state", "running")
            .append("startedAt", new Date())
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

  /** Notes that a run has done what it was to do. */
  void done(Run run, RunReport report, Optional<String> applicationId) {
    List<Bson> changes = new ArrayList<>();
    report.toDocument().forEach((field, value) -> changes.add(Updates.set(field, value)));
    changes.add(Updates.set("applicationId", applicationId.orElse(null)));
    end(run, "done", changes);
  }

  /** Notes that a run has failed, or lost its lease to another. */
  void failed(Run run, boolean lost, String error) {
    end(run, lost ? "lost" : "failed", List.of(Updates.set("error", error)));
  }

  private void end(Run run, String state, List<Bson> changes) {
    List<Bson> all = new ArrayList<>(changes);
    all.add(Updates.set("state", state));
    all.add(Updates.set("endedAt", new Date()));
    runs.updateOne(Filters.eq("_id", idOf(run)), Updates.combine(all));
  }

  private static String idOf(Run run) {
    return DocumentId.join(run.dataset(), Long.toString(run.number()));
  }
}
