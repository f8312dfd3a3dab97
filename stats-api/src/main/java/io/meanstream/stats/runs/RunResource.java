package io.meanstream.stats.runs;

import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.service.paging.Page;
import io.meanstream.stats.datasets.DatasetLookup;
import io.meanstream.stats.http.Api;
import io.meanstream.stats.http.CommonResponses;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Serves runs of the batch and their schedules. */
@Path(Api.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs", description = "Past and scheduled runs of the batch that computes averages")
@CommonResponses
public class RunResource {

  private final RunRepository runs;
  private final ScheduleRepository schedules;
  private final DatasetLookup datasets;

  RunResource(RunRepository runs, ScheduleRepository schedules, DatasetLookup datasets) {
    this.runs = runs;
    this.schedules = schedules;
    this.datasets = datasets;
  }

  /** A page of runs. */
  @GET
  @Path("runs")
  @Operation(
      operationId = "listRuns",
      summary = "Runs of the batch, newest first, and the schedules",
      description = "Requests that start, cancel or pause runs are forwarded to the scheduler.")
  @APIResponse(
      responseCode = "200",
      description = "A page of runs",
      content = @Content(schema = @Schema(implementation = RunsPage.class)))
  public Uni<RestResponse<RunsPage>> list(
      @DatasetLookup.Name
          @Parameter(description = "Only runs of this dataset", example = "rides")
          @QueryParam("dataset")
          String dataset,
      @Parameter(
              description = "Only runs in this state",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"queued", "running", "done", "failed", "cancelled", "lost"}))
          @QueryParam("state")
          String state,
      @Limit.Form @Parameter(description = "Maximum number of runs per page") @QueryParam("limit")
          String limit,
      @Cursor.Form @Parameter(description = "`next` of the previous page") @QueryParam("cursor")
          String cursor,
      UriInfo uri) {
    RunsQuery query = RunsQuery.parse(datasets, dataset, state, limit, cursor);
    return schedules
        .of(query.dataset())
        .flatMap(found -> runs.find(query).map(items -> RunsPage.of(query, items, found)))
        .map(page -> Page.response(page, uri));
  }
}
