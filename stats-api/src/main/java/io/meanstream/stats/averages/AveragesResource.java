package io.meanstream.stats.averages;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.stats.datasets.Completeness;
import io.meanstream.stats.datasets.DatasetLookup;
import io.meanstream.stats.datasets.DatasetStateRepository;
import io.meanstream.stats.http.Api;
import io.meanstream.stats.http.CommonResponses;
import io.meanstream.stats.http.ResponseFormat;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Serves the averages of a dataset. */
@Path(Api.ROOT)
@Tag(name = "Averages", description = "Counts and means by period and group")
@CommonResponses
public class AveragesResource {

  private final DatasetLookup datasets;
  private final DatasetStateRepository states;
  private final AverageRepository averages;
  private final ObjectMapper json;

  AveragesResource(
      DatasetLookup datasets,
      DatasetStateRepository states,
      AverageRepository averages,
      ObjectMapper json) {
    this.datasets = datasets;
    this.states = states;
    this.averages = averages;
    this.json = json;
  }

  /**
   * Averages. Has no {@code @Produces}, because with several types the framework would reject media
   * ranges such as {@code text/*}.
   */
  @GET
  @Path("datasets/{dataset}/averages")
  @Operation(
      operationId = "getAverages",
      summary = "Averages by period and group, sorted by start and then by group",
      description =
          """
          A period is in the range `[from, to)` if its start is. If all rows of a period are \
          excluded, its count is 0; periods without rows are omitted. CSV columns are named after \
          their paths in the JSON document. A string that a spreadsheet would run as a formula \
          is prefixed with an apostrophe. Without a `limit`, CSV and NDJSON return everything as a \
          stream; if reading fails midway, the connection is closed without a proper end.\
          """)
  @APIResponse(
      responseCode = "200",
      description = "A page of averages; CSV and NDJSON without a `limit`: all averages",
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
            schema = @Schema(implementation = AveragesPage.class)),
        @Content(
            mediaType = ResponseFormat.CSV_TYPE,
            schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = ResponseFormat.NDJSON_TYPE,
            schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "404", ref = Api.NOT_FOUND)
  public Uni<RestResponse<Object>> averages(
      @DatasetLookup.Name
          @Parameter(description = "The dataset's name", example = "rides")
          @PathParam("dataset")
          String dataset,
      @BeanParam AveragesParameters parameters,
      HttpHeaders headers,
      UriInfo uri) {
    AveragesQuery query = AveragesQuery.parse(datasets.inPath(dataset), parameters);
    ResponseFormat format = ResponseFormat.of(parameters.format, headers);
    Uni<Completeness> state = states.completeness(query.dataset());
    return format.isWhole(parameters.limit)
        ? state.map(it -> format.stream(all(query, it), AveragesCsv.of(query), name(query), json))
        : state
            .flatMap(it -> page(query, it))
            .map(page -> format.answer(page, name(query), json, uri));
  }

  private static String name(AveragesQuery query) {
    String overall = query.dataset().name() + "-averages-" + query.period().id();
    return Stream.concat(Stream.of(overall), query.grouping().by().stream())
        .collect(Collectors.joining("-"));
  }

  private Multi<Average> all(AveragesQuery query, Completeness state) {
    return averages.stream(query).map(document -> Average.of(document, query, state));
  }

  private Uni<AveragesPage> page(AveragesQuery query, Completeness state) {
    return averages.find(query).map(found -> AveragesPage.of(query, found, state));
  }
}
