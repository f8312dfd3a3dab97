package io.meanstream.stats.averages;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.stats.datasets.Completeness;
import io.meanstream.stats.datasets.DatasetLookup;
import io.meanstream.stats.datasets.RecentStates;
import io.meanstream.stats.http.Api;
import io.meanstream.stats.http.CommonResponses;
import io.meanstream.stats.http.ResponseFormat;
import io.meanstream.stats.http.Validation;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Serves the averages of a dataset. */
@Path(Api.ROOT)
@Tag(name = "Averages", description = "Counts and means by period and group")
@CommonResponses
public class AveragesResource {

  private final DatasetLookup datasets;
  private final RecentStates states;
  private final Validation validation;
  private final AverageSearch averages;
  private final ObjectMapper json;
  private final String release;

  AveragesResource(
      DatasetLookup datasets,
      RecentStates states,
      Validation validation,
      AverageSearch averages,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.application.version") String release) {
    this.datasets = datasets;
    this.states = states;
    this.validation = validation;
    this.averages = averages;
    this.json = json;
    this.release = release;
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
          excluded, its count is 0; periods without rows are omitted, unless `fill` says \
          otherwise. CSV columns are named after \
          their paths in the JSON document. A string that a spreadsheet would run as a formula \
          is prefixed with an apostrophe. Without a `limit`, CSV and NDJSON return everything as a \
          stream; if reading fails midway, the connection is closed without a proper end.\
          """)
  @AveragesResponses
  public Uni<RestResponse<Object>> averages(
      @DatasetLookup.Name
          @Parameter(description = "The dataset's name", example = "rides")
          @PathParam("dataset")
          String dataset,
      @BeanParam AveragesParameters parameters,
      @Context RoutingContext exchange,
      HttpHeaders headers,
      UriInfo uri) {
    AveragesQuery query = AveragesQuery.parse(datasets.inPath(dataset), parameters);
    return answer(query, state -> Uni.createFrom().item(query), parameters, exchange, headers, uri);
  }

  /** The averages of the newest period. */
  @GET
  @Path("datasets/{dataset}/averages/latest")
  @Operation(
      operationId = "getLatestAverages",
      summary = "Averages of the newest period, sorted by group",
      description =
          """
          The newest period that has averages of the selected groups and starts no later than the \
          dataset's `newest` row. `over` and `complete` tell whether its averages are final.\
          """)
  @AveragesResponses
  public Uni<RestResponse<Object>> latest(
      @DatasetLookup.Name
          @Parameter(description = "The dataset's name", example = "rides")
          @PathParam("dataset")
          String dataset,
      @BeanParam SelectionParameters parameters,
      @Context RoutingContext exchange,
      HttpHeaders headers,
      UriInfo uri) {
    AveragesQuery query = AveragesQuery.parse(datasets.inPath(dataset), parameters);
    return answer(
        query, state -> averages.newest(query, state), parameters, exchange, headers, uri);
  }

  /**
   * Responds to a request.
   *
   * @param narrowed narrows the query by the dataset's state
   */
  private Uni<RestResponse<Object>> answer(
      AveragesQuery query,
      Function<Completeness, Uni<AveragesQuery>> narrowed,
      SelectionParameters parameters,
      RoutingContext exchange,
      HttpHeaders headers,
      UriInfo uri) {
    ResponseFormat format = ResponseFormat.of(parameters.format, headers);
    boolean whole = format.isWhole(parameters.limit);
    Validation.Request request = new Validation.Request(format, headers, uri, exchange);
    return states
        .read(query.dataset())
        .flatMap(
            state ->
                validation.respond(
                    request,
                    state.version().map(version -> stateOf(query.dataset(), version)),
                    () ->
                        narrowed
                            .apply(state)
                            .flatMap(
                                it ->
                                    whole
                                        ? all(it, state, request.format())
                                        : page(it, state, request))));
  }

  /** Another release may respond differently in the same state. */
  private Validation.State stateOf(Dataset dataset, String version) {
    return new Validation.State(
        release + "|" + version,
        () -> datasets.isLatest(dataset) && states.isRecent(dataset, version));
  }

  private Uni<RestResponse<Object>> all(
      AveragesQuery query, Completeness state, ResponseFormat format) {
    return Uni.createFrom()
        .item(
            format.stream(averages.stream(query, state), AveragesCsv.of(query), name(query), json));
  }

  private Uni<RestResponse<Object>> page(
      AveragesQuery query, Completeness state, Validation.Request request) {
    return averages
        .page(query, state)
        .map(page -> request.format().answer(page, name(query), json, request.uri()));
  }

  private static String name(AveragesQuery query) {
    String overall = query.dataset().name() + "-averages-" + query.period().id();
    return query.groups().isMixed()
        ? overall + "-all"
        : Stream.concat(Stream.of(overall), query.groups().fields().stream())
            .collect(Collectors.joining("-"));
  }
}
