package io.meanstream.schedule.http;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.schedule.queue.RunQueue;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunState;
import io.meanstream.schedule.store.Position;
import io.meanstream.schedule.store.RunQuery;
import io.meanstream.schedule.store.RunStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
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

  private static final String DEFAULT_LIMIT = "100";
  private static final int MOST = 1_000;

  private final RunQueue queue;
  private final RunStore runs;
  private final LiveCatalog catalog;
  private final Permission permission;

  RunResource(RunQueue queue, RunStore runs, LiveCatalog catalog, Permission permission) {
    this.queue = queue;
    this.runs = runs;
    this.catalog = catalog;
    this.permission = permission;
  }

  /** A page of runs, the latest first. */
  @GET
  @Path("/runs")
  public RestResponse<RunAnswer.Page> list(
      @QueryParam("dataset") Optional<String> dataset,
      @QueryParam("state") Optional<String> state,
      @QueryParam("limit") @DefaultValue(DEFAULT_LIMIT) String limit,
      @QueryParam("cursor") Optional<String> cursor,
      UriInfo uri) {
    dataset.ifPresent(name -> known(name, 400));
    RunQuery query =
        new RunQuery(
            dataset, state.map(RunResource::state), limit(limit), cursor.map(Cursor::parse));
    return page(query, runs.page(query), uri);
  }

  /** One run. */
  @GET
  @Path("/runs/{id}")
  public RunAnswer one(@RestPath String id) {
    return RunAnswer.of(found(runs.find(id), id));
  }

  /** Puts a run into the queue; answers once that is noted. */
  @POST
  @Path("/runs")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<RunAnswer> start(
      @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> authorization,
      BackfillRequest request)
      throws IOException {
    permission.check(authorization);
    if (request == null || request.dataset() == null) {
      throw new ProblemException(400, "dataset has to be given");
    }
    known(request.dataset(), 404);
    RunAnswer run = RunAnswer.of(queue.submit(request.toRun()));
    return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, run)
        .location(URI.create("/api/v1/runs/" + run.id()))
        .build();
  }

  /** Takes a run out of the queue, or asks its process to end, which takes a moment. */
  @POST
  @Path("/runs/{id}/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<RunAnswer> cancel(
      @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> authorization, @RestPath String id)
      throws IOException {
    permission.check(authorization);
    RunAnswer run = RunAnswer.of(found(queue.cancel(id), id));
    return RestResponse.status(RestResponse.Status.ACCEPTED, run);
  }

  private static Run found(Optional<Run> run, String id) {
    return run.orElseThrow(() -> new ProblemException(404, "there is no run " + id));
  }

  private void known(String dataset, int status) {
    if (catalog.current().find(dataset).isEmpty()) {
      throw new ProblemException(status, "there is no dataset " + dataset);
    }
  }

  private static RunState state(String id) {
    return RunState.of(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    400, "state: has to be one of " + String.join(", ", RunState.ids())));
  }

  private static int limit(String text) {
    int limit = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      throw new ProblemException(400, "limit: is no whole number from 1 to " + MOST);
    }
    return limit;
  }

  private static RestResponse<RunAnswer.Page> page(RunQuery query, List<Run> found, UriInfo uri) {
    boolean more = found.size() > query.limit();
    List<Run> shown = more ? found.subList(0, query.limit()) : found;
    Optional<String> next =
        more ? Optional.of(cursorOf(shown.get(shown.size() - 1))) : Optional.empty();
    RunAnswer.Page page = new RunAnswer.Page(shown.stream().map(RunAnswer::of).toList(), next);
    RestResponse.ResponseBuilder<RunAnswer.Page> response = RestResponse.ResponseBuilder.ok(page);
    next.ifPresent(cursor -> response.header(HttpHeaders.LINK, link(uri, cursor)));
    return response.build();
  }

  private static String cursorOf(Run last) {
    return Cursor.of(new Position(last.requestedAt(), last.id()));
  }

  private static String link(UriInfo uri, String cursor) {
    URI next = uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build();
    return "<%s?%s>; rel=\"next\"".formatted(next.getRawPath(), next.getRawQuery());
  }
}
