package io.meanstream.schedule.http;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.schedule.queue.RunQueue;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunState;
import io.meanstream.schedule.store.Position;
import io.meanstream.schedule.store.RunQuery;
import io.meanstream.schedule.store.RunStore;
import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.service.paging.NextLink;
import io.meanstream.service.paging.Slice;
import io.meanstream.service.problem.ProblemException;
import io.meanstream.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The history of runs, and backfills. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RunResource {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1_000;

  private final RunQueue queue;
  private final RunStore runs;
  private final LiveCatalog catalog;

  RunResource(RunQueue queue, RunStore runs, LiveCatalog catalog) {
    this.queue = queue;
    this.runs = runs;
    this.catalog = catalog;
  }

  /** A page of runs, the latest first. */
  @GET
  @Path("/runs")
  public RestResponse<RunAnswer.Page> list(
      @QueryParam("dataset") Optional<String> dataset,
      @QueryParam("state") Optional<String> state,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      UriInfo uri) {
    dataset.ifPresent(this::checkParameter);
    RunQuery query =
        new RunQuery(
            dataset,
            state.map(RunResource::state),
            Limit.parse(limit, DEFAULT_LIMIT, MOST),
            Cursor.parse(cursor).map(at -> new Position(at.at(), at.id())));
    return NextLink.with(page(query, runs.page(query)), uri);
  }

  /** One run. */
  @GET
  @Path("/runs/{id}")
  public RunAnswer one(@RestPath String id) {
    return RunAnswer.of(found(runs.find(id), id));
  }

  /** Puts a run into the queue; answers once that is noted. */
  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  @Path("/runs")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<RunAnswer> start(BackfillRequest request) {
    if (request == null || request.dataset() == null) {
      throw new ProblemException(400, "dataset has to be given");
    }
    if (catalog.current().find(request.dataset()).isEmpty()) {
      throw ProblemException.unknown("dataset", request.dataset());
    }
    RunAnswer run = RunAnswer.of(queue.submit(request.toRun()));
    return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, run)
        .location(URI.create("/api/v1/runs/" + run.id()))
        .build();
  }

  /** Takes a run out of the queue, or asks its process to end, which takes a moment. */
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

  private void checkParameter(String dataset) {
    if (catalog.current().find(dataset).isEmpty()) {
      throw ProblemException.badParameter("dataset", dataset, "is not a dataset");
    }
  }

  private static RunState state(String id) {
    return RunState.of(id)
        .orElseThrow(
            () ->
                ProblemException.badParameter(
                    "state", id, "is not a state; known: " + String.join(", ", RunState.ids())));
  }

  private static RunAnswer.Page page(RunQuery query, List<Run> found) {
    Slice<Run> slice = Slice.of(found, query.limit());
    return new RunAnswer.Page(
        slice.items(RunAnswer::of),
        slice.next(last -> new Cursor(last.requestedAt(), last.id()).token()));
  }
}
