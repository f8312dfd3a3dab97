package io.meanstream.stats.rejects;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.stats.datasets.DatasetLookup;
import io.meanstream.stats.http.Api;
import io.meanstream.stats.http.CommonResponses;
import io.meanstream.stats.http.ResponseFormat;
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

/** Serves the rejects of a dataset. */
@Path(Api.ROOT)
@Tag(name = "Rejects", description = "Rows that failed validation, and why")
@CommonResponses
public class RejectsResource {

  private final DatasetLookup datasets;
  private final RejectRepository rejects;
  private final SourceFormatRepository formats;
  private final ObjectMapper json;

  RejectsResource(
      DatasetLookup datasets,
      RejectRepository rejects,
      SourceFormatRepository formats,
      ObjectMapper json) {
    this.datasets = datasets;
    this.rejects = rejects;
    this.formats = formats;
    this.json = json;
  }

  /** Rejects. Has no {@code @Produces}, for the same reason as averages. */
  @GET
  @Path("datasets/{dataset}/rejects")
  @Operation(
      operationId = "getRejects",
      summary = "Rejected rows, sorted by ingestion and then by row",
      description =
          """
          As CSV, the rejects of one `ingestion` have the columns of the source followed by the \
          reason; `reject.raw` is set only if the row does not fit these columns. A string that a \
          spreadsheet would run as a formula is prefixed with an apostrophe; numbers are not. \
          Without a `limit`, CSV and NDJSON return everything as a stream; if reading fails \
          midway, the connection is closed without a proper end.\
          """)
  @APIResponse(
      responseCode = "200",
      description = "A page of rejects; CSV and NDJSON without a `limit`: all rejects",
      headers = {
        @Header(
            name = "Link",
            description = "The next page, if there is one: `<…>; rel=\"next\"`",
            schema = @Schema(implementation = String.class)),
        @Header(
            name = "ETag",
            description = "Only on pages, not on streams",
            schema = @Schema(implementation = String.class))
      },
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = RejectsPage.class)),
        @Content(
            mediaType = ResponseFormat.CSV_TYPE,
            schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = ResponseFormat.NDJSON_TYPE,
            schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "404", ref = Api.NOT_FOUND)
  public Uni<RestResponse<Object>> rejects(
      @DatasetLookup.Name
          @Parameter(description = "The dataset's name", example = "rides")
          @PathParam("dataset")
          String dataset,
      @BeanParam RejectsParameters parameters,
      HttpHeaders headers,
      UriInfo uri) {
    RejectsQuery query = RejectsQuery.parse(datasets.inPath(dataset).name(), parameters);
    String name = dataset + "-rejects";
    ResponseFormat format = ResponseFormat.of(parameters.format, headers);
    Uni<RejectsCsv> table = formats.of(query.ingestion()).map(RejectsCsv::of);
    return format.isWhole(parameters.limit)
        ? table.map(it -> format.stream(rejects.stream(query), it, name, json))
        : table.flatMap(it -> page(query, it)).map(page -> format.answer(page, name, json, uri));
  }

  private Uni<RejectsPage> page(RejectsQuery query, RejectsCsv table) {
    return rejects.find(query).map(found -> RejectsPage.of(query, table, found));
  }
}
