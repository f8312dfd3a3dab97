package io.meanstream.schedule.http;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.schedule.queue.RunQueue;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.store.RunStore;
import io.meanstream.service.problem.ProblemException;
import io.meanstream.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Starts, cancels and shows single runs. stats-api lists them. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RunResource {

  private final RunQueue queue;
  private final RunStore runs;
  private final LiveCatalog catalog;

  RunResource(RunQueue queue, RunStore runs, LiveCatalog catalog) {
    this.queue = queue;
    this.runs = runs;
    this.catalog = catalog;
  }

  /** One run. */
  @GET
  @Path("/runs/{id}")
  public RunAnswer one(@RestPath String id) {
    return RunAnswer.of(found(runs.find(id), id));
  }

  /** Queues a run. Answers once the run is stored. */
  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Path("/runs")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<RunAnswer> start(BackfillRequest request) {
    if (request == null || request.dataset() == null) {
      throw new ProblemException(400, "dataset is missing");
    }
    if (catalog.current().find(request.dataset()).isEmpty()) {
      throw ProblemException.unknown("dataset", request.dataset());
    }
    RunAnswer run = RunAnswer.of(queue.submit(request.toRun()));
    return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, run)
        .location(URI.create("/api/v1/runs/" + run.id()))
        .build();
  }

  /** Removes a run from the queue, or asks its process to stop, which takes a moment. */
  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Path("/runs/{id}/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<RunAnswer> cancel(@RestPath String id) {
    RunAnswer run = RunAnswer.of(found(queue.cancel(id), id));
    return RestResponse.status(RestResponse.Status.ACCEPTED, run);
  }

  private static Run found(Optional<Run> run, String id) {
    return run.orElseThrow(() -> ProblemException.unknown("run", id));
  }
}
