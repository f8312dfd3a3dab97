package io.meanstream.ingest.http;

import io.meanstream.ingest.run.IngestionActions;
import io.meanstream.ingest.run.IngestionStateException;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.service.problem.ProblemException;
import io.meanstream.source.TextOptions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Cancels, retries and replays ingestions, for those who may have their sources read; answers once
 * that is noted.
 */
@Path("/api/v1/ingestions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class IngestionActionsResource {

  private final IngestionActions changes;
  private final Permission permission;
  private final IngestionAnswers answers;

  IngestionActionsResource(
      IngestionActions changes, Permission permission, IngestionAnswers answers) {
    this.changes = changes;
    this.permission = permission;
    this.answers = answers;
  }

  /**
   * Ends an ingestion; the rows that it has committed stay. The status is 202 where its reader,
   * held up by Kafka, has yet to end.
   */
  @POST
  @Blocking
  @Path("/cancel")
  public RestResponse<IngestionAnswer> cancel(@RestPath String id, NoMembers nothing)
      throws IOException, IngestionStateException {
    Ingestion end = changes.cancel(permitted(id));
    RestResponse.Status status =
        end.state().isEnded() ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED;
    return RestResponse.status(status, answers.of(end));
  }

  /** Queues an ingestion again that has failed or was cancelled; it goes on where it was. */
  @POST
  @Blocking
  @Path("/retry")
  @ResponseStatus(202)
  public IngestionAnswer retry(@RestPath String id, NoMembers nothing)
      throws IOException, IngestionStateException {
    return answers.of(changes.retry(permitted(id).id()));
  }

  /** Queues the source of an ingestion to be read again; the answer is the new ingestion. */
  @POST
  @Blocking
  @Path("/replay")
  @ResponseStatus(202)
  public IngestionAnswer replay(@RestPath String id, ReplayRequest request)
      throws IOException, IngestionStateException {
    Ingestion read = permitted(id);
    TextOptions text =
        request == null ? TextOptions.DEFINED : Texts.parse(request.charset(), request.delimiter());
    return answers.of(changes.replay(read, text));
  }

  private Ingestion permitted(String id) throws IOException {
    answers.refuseWhileStarting();
    Ingestion found = changes.find(id).orElseThrow(() -> ProblemException.unknown("ingestion", id));
    permission.check(found.source().file());
    return found;
  }
}
