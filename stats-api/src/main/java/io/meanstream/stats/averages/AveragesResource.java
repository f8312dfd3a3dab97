package io.meanstream.stats.averages;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.stats.datasets.Completeness;
import io.meanstream.stats.datasets.DatasetStates;
import io.meanstream.stats.datasets.KnownDatasets;
import io.meanstream.stats.http.Api;
import io.meanstream.stats.http.CommonResponses;
import io.meanstream.stats.http.PageFormat;
import io.smallrye.mutiny.Multi;
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

/** The averages of a dataset. */
@Path(Api.ROOT)
@Tag(name = "Averages", description = "Counts and means by period and group")
@CommonResponses
public class AveragesResource {

  private final KnownDatasets datasets;
  private final DatasetStates states;
  private final AverageRepository averages;
  private final ObjectMapper json;

  AveragesResource(
      KnownDatasets datasets, DatasetStates states, AverageRepository averages, ObjectMapper json) {
    this.datasets = datasets;
    this.states = states;
    this.averages = averages;
    this.json = json;
  }

  /**
   * Averages. Without {@code @Produces}: of several types, the framework would refuse ranges such
   * as {@code text/*}.
   */
  @GET
  @Path("datasets/{dataset}/averages")
  @Operation(
      operationId = "getAverages",
      summary = "Averages of one period and group, by start and then by group",
      description =
          """
          A period belongs to the range `[from, to)` if its start does. A period whose rows are all \
          left out has count 0; one that has no rows is not there. As CSV, columns are named by \
          their paths in the JSON document, and a text that a spreadsheet would take for a formula \
          has an apostrophe before it. Without a `limit`, CSV and NDJSON hold everything and are sent \
          while they are read; if that fails midway, the connection is cut.\
          """)
  @APIResponse(
      responseCode = "200",
      description = "A page of averages; as CSV or NDJSON without a `limit`, all of them",
      headers = {
        @Header(
            name = "Link",
            description = "The next page, where there is one: `<…>; rel=\"next\"`",
            schema = @Schema(implementation = String.class)),
        @Header(
            name = "ETag",
            description = "On pages; all averages at once have none",
            schema = @Schema(implementation = String.class))
      },
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = AveragesPage.class)),
        @Content(mediaType = PageFormat.CSV_TYPE, schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = PageFormat.NDJSON_TYPE,
            schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "404", ref = Api.NOT_FOUND)
  public Uni<RestResponse<Object>> averages(
      @KnownDatasets.Name
          @Parameter(description = "The dataset's name", example = "rides")
          @PathParam("dataset")
          String dataset,
      @BeanParam AveragesParameters parameters,
      HttpHeaders headers,
      UriInfo uri) {
    AveragesQuery query = AveragesQuery.parse(datasets.inPath(dataset), parameters);
    PageFormat format = PageFormat.of(parameters.format, headers);
    Uni<Completeness> state = states.completeness(query.dataset());
    return format.isWhole(parameters.limit)
        ? state.map(it -> format.stream(all(query, it), CsvTable.of(query), json))
        : state.flatMap(it -> page(query, it)).map(page -> format.answer(page, json, uri));
  }

  private Multi<Average> all(AveragesQuery query, Completeness state) {
    return averages.stream(query).map(document -> Average.of(document, query, state));
  }

  private Uni<AveragesPage> page(AveragesQuery query, Completeness state) {
    return averages.find(query).map(found -> AveragesPage.of(query, found, state));
  }
}
