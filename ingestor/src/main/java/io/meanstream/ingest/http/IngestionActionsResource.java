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
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Cancels, retries and replays ingestions whose sources the caller may ingest. */
@Path("/api/v1/ingestions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class IngestionActionsResource {

  private final IngestionActions actions;
  private final Permission permission;
  private final IngestionAnswers answers;

  IngestionActionsResource(
      IngestionActions actions, Permission permission, IngestionAnswers answers) {
    this.actions = actions;
    this.permission = permission;
    this.answers = answers;
  }

  /**
   * Cancels an ingestion; committed rows stay. Responds with status 202 if its reader still waits
   * for Kafka.
   */
  @POST
  @Blocking
  @Path("/cancel")
  public RestResponse<IngestionAnswer> cancel(@RestPath String id, EmptyBody body)
      throws IOException, IngestionStateException {
    Ingestion end = actions.cancel(permitted(id));
    RestResponse.Status status =
        end.state().isEnded() ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED;
    return RestResponse.status(status, answers.of(end));
  }

  /** Queues a failed or cancelled ingestion again; it resumes at its checkpoint. */
  @POST
  @Blocking
  @Path("/retry")
  @ResponseStatus(202)
  public IngestionAnswer retry(@RestPath String id, EmptyBody body)
      throws IOException, IngestionStateException {
    return answers.of(actions.retry(permitted(id).id()));
  }

  /** Queues the source of an ingestion to be read again; returns the new ingestion. */
  @POST
  @Blocking
  @Path("/replay")
  @ResponseStatus(202)
  public IngestionAnswer replay(@RestPath String id, ReplayRequest request)
      throws IOException, IngestionStateException {
    Ingestion read = permitted(id);
    TextOptions text =
        request == null
            ? TextOptions.DEFINED
            : RequestText.parse(request.charset(), request.delimiter());
    return answers.of(actions.replay(read, text));
  }

  /** The body {@code {}} of a request that needs no data besides its path. */
  public record EmptyBody() {}

  /**
   * How to read a source again, if it differs from before.
   *
   * @param charset of its bytes
   * @param delimiter between two fields, a character or {@code tab}
   */
  public record ReplayRequest(Optional<String> charset, Optional<String> delimiter) {}

  private Ingestion permitted(String id) throws IOException {
    answers.refuseWhileStarting();
    Ingestion found = actions.find(id).orElseThrow(() -> ProblemException.unknown("ingestion", id));
    permission.check(found.source().file());
    return found;
  }
}
