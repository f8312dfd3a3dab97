package io.meanstream.stats.ingestions;

import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.service.paging.NextLink;
import io.meanstream.stats.datasets.KnownDatasets;
import io.meanstream.stats.http.Api;
import io.meanstream.stats.http.CommonResponses;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Ingestions, and the balance of all of them. */
@Path(Api.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ingestions", description = "What became of every row that was read")
@CommonResponses
public class IngestionResource {

  private final Ingestions ingestions;
  private final KnownDatasets datasets;

  IngestionResource(Ingestions ingestions, KnownDatasets datasets) {
    this.ingestions = ingestions;
    this.datasets = datasets;
  }

  /** A page of ingestions. */
  @GET
  @Path("ingestions")
  @Operation(operationId = "listIngestions", summary = "Ingestions, the latest first")
  @APIResponse(
      responseCode = "200",
      description = "A page of ingestions",
      content = @Content(schema = @Schema(implementation = IngestionsPage.class)))
  public Uni<RestResponse<IngestionsPage>> list(
      @KnownDatasets.Name
          @Parameter(description = "Only those of this dataset", example = "rides")
          @QueryParam("dataset")
          String dataset,
      @Limit.Form
          @Parameter(description = "How many ingestions a page holds at most")
          @QueryParam("limit")
          String limit,
      @Cursor.Form @Parameter(description = "`next` of the page before") @QueryParam("cursor")
          String cursor,
      UriInfo uri) {
    IngestionsQuery query =
        new IngestionsQuery(datasets.inQuery(dataset), Limit.parse(limit), Cursor.parse(cursor));
    return ingestions.page(query).map(page -> NextLink.with(page, uri));
  }

  /** One ingestion. */
  @GET
  @Path("ingestions/{id}")
  @Operation(operationId = "getIngestion", summary = "One ingestion")
  @APIResponse(responseCode = "200", description = "The ingestion")
  @APIResponse(responseCode = "404", ref = Api.NOT_FOUND)
  public Uni<Ingestion> get(@PathParam("id") String id) {
    return ingestions.get(id);
  }

  /** The sum over all ingestions. */
  @GET
  @Path("balance")
  @Operation(
      operationId = "getBalance",
      summary = "What became of the rows of all ingestions",
      description =
          """
          Without `dataset`, it holds the rejects of records on the topics that no ingestion sent, \
          too.\
          """)
  @APIResponse(responseCode = "200", description = "The balance")
  public Uni<BalanceView> balance(
      @KnownDatasets.Name
          @Parameter(description = "Only this dataset's rows", example = "rides")
          @QueryParam("dataset")
          String dataset) {
    return ingestions.balance(datasets.inQuery(dataset));
  }
}
