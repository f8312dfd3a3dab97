package io.meanstream.stats.ingestions;

import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.service.paging.Page;
import io.meanstream.service.request.ParameterCheck;
import io.meanstream.stats.datasets.DatasetLookup;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Serves ingestions and their balance. */
@Path(Api.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ingestions", description = "Sources that were read, and the outcome of every row")
@CommonResponses
public class IngestionResource {

  private final IngestionService ingestions;
  private final DatasetLookup datasets;

  IngestionResource(IngestionService ingestions, DatasetLookup datasets) {
    this.ingestions = ingestions;
    this.datasets = datasets;
  }

  /** A page of ingestions. */
  @GET
  @Path("ingestions")
  @Operation(operationId = "listIngestions", summary = "Ingestions, newest first")
  @APIResponse(
      responseCode = "200",
      description = "A page of ingestions",
      content = @Content(schema = @Schema(implementation = IngestionsPage.class)))
  public Uni<RestResponse<IngestionsPage>> list(
      @DatasetLookup.Name
          @Parameter(description = "Only ingestions of this dataset", example = "rides")
          @QueryParam("dataset")
          String dataset,
      @Limit.Form
          @Parameter(description = "Maximum number of ingestions per page")
          @QueryParam("limit")
          String limit,
      @Cursor.Form @Parameter(description = "`next` of the previous page") @QueryParam("cursor")
          String cursor,
      UriInfo uri) {
    ParameterCheck check = new ParameterCheck();
    Optional<String> name = check.parse(() -> datasets.inQuery(dataset), Optional.empty());
    int most = check.parse(() -> Limit.parse(limit), Limit.DEFAULT);
    Optional<Cursor> after = check.parse(() -> Cursor.parse(cursor), Optional.empty());
    check.end();
    return ingestions.page(name, most, after).map(page -> Page.response(page, uri));
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

  /** The balance of all ingestions. */
  @GET
  @Path("balance")
  @Operation(
      operationId = "getBalance",
      summary = "The outcomes of the rows of all ingestions",
      description =
          """
          Without `dataset`, the balance includes rejected records that no ingestion sent.\
          """)
  @APIResponse(responseCode = "200", description = "The balance")
  public Uni<Balance> balance(
      @DatasetLookup.Name
          @Parameter(description = "Only rows of this dataset", example = "rides")
          @QueryParam("dataset")
          String dataset) {
    return ingestions.balance(datasets.inQuery(dataset));
  }
}
