package io.meanstream.stats.rejects;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.stats.datasets.KnownDatasets;
import io.meanstream.stats.http.Api;
import io.meanstream.stats.http.CommonResponses;
import io.meanstream.stats.http.PageFormat;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The rejects of a dataset. */
@Path(Api.ROOT)
@Tag(name = "Rejects", description = "The rows that could not be used, and why")
@CommonResponses
public class RejectsResource {

  private final KnownDatasets datasets;
  private final RejectRepository rejects;
  private final SourceTables sources;
  private final ObjectMapper json;

  RejectsResource(
      KnownDatasets datasets, RejectRepository rejects, SourceTables sources, ObjectMapper json) {
    this.datasets = datasets;
    this.rejects = rejects;
    this.sources = sources;
    this.json = json;
  }

  /** Rejects; without {@code @Produces}, as averages are. */
  @GET
  @Path("datasets/{dataset}/rejects")
  @Operation(
      operationId = "getRejects",
      summary = "Rows that could not be used, by ingestion and then by row",
      description =
          """
          As CSV, the rejects of one `ingestion` have the columns of its source, and then the \
          reason; `reject.raw` is there where the row does not fit into these columns. Texts that a \
          spreadsheet would take for a formula have an apostrophe before them, numbers have not. \
          Without a `limit`, CSV and NDJSON hold everything and are sent while they are read; if \
          that fails midway, the connection is cut.\
          """)
  @APIResponse(
      responseCode = "200",
      description = "A page of rejects; as CSV or NDJSON without a `limit`, all of them",
      headers = {
        @Header(
            name = "Link",
            description = "The next page, where there is one: `<…>; rel=\"next\"`",
            schema = @Schema(implementation = String.class)),
        @Header(
            name = "ETag",
            description = "On pages; all rejects at once have none",
            schema = @Schema(implementation = String.class))
      },
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = RejectsPage.class)),
        @Content(mediaType = PageFormat.CSV_TYPE, schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = PageFormat.NDJSON_TYPE,
            schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "404", ref = Api.NOT_FOUND)
  public Uni<RestResponse<Object>> rejects(
      @KnownDatasets.Name
          @Parameter(description = "The dataset's name", example = "rides")
          @PathParam("dataset")
          String dataset,
      @BeanParam RejectsParameters parameters,
      HttpHeaders headers,
      UriInfo uri) {
    RejectsQuery query = RejectsQuery.parse(datasets.inPath(dataset).name(), parameters);
    PageFormat format = PageFormat.of(parameters.format, headers);
    Uni<RejectsTable> table = sources.of(query.ingestion()).map(RejectsTable::of);
    return format.isWhole(parameters.limit)
        ? table.map(it -> format.stream(rejects.stream(query).map(Reject::of), it, json))
        : table.flatMap(it -> page(query, it)).map(page -> format.answer(page, json, uri));
  }

  private Uni<RejectsPage> page(RejectsQuery query, RejectsTable table) {
    return rejects.find(query).map(found -> RejectsPage.of(query, table, found));
  }
}
