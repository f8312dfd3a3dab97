package io.meanstream.stats.datasets;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.stats.http.Api;
import io.meanstream.stats.http.CommonResponses;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves dataset definitions, and statistics about the stored rows. */
@Path(Api.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Datasets",
    description = "Definitions of the data: fields, measures, groups and periods")
@CommonResponses
public class DatasetResource {

  private final DatasetLookup datasets;
  private final DatasetStateRepository states;

  DatasetResource(DatasetLookup datasets, DatasetStateRepository states) {
    this.datasets = datasets;
    this.states = states;
  }

  /** All definitions. */
  @GET
  @Path("datasets")
  @Operation(
      operationId = "listDatasets",
      summary = "All datasets with their definitions, sorted by name")
  @APIResponse(responseCode = "200", description = "The datasets")
  public Uni<DatasetsPage> list() {
    return Uni.join()
        .all(datasets.all().stream().map(this::view).toList())
        .andFailFast()
        .map(views -> new DatasetsPage(views, null));
  }

  /** One definition. */
  @GET
  @Path("datasets/{dataset}")
  @Operation(operationId = "getDataset", summary = "The definition of one dataset")
  @APIResponse(responseCode = "200", description = "The dataset")
  @APIResponse(responseCode = "404", ref = Api.NOT_FOUND)
  public Uni<DatasetView> get(
      @DatasetLookup.Name
          @Parameter(description = "The dataset's name", example = "rides")
          @PathParam("dataset")
          String name) {
    return view(datasets.inPath(name));
  }

  private Uni<DatasetView> view(Dataset dataset) {
    return states.completeness(dataset).map(state -> DatasetView.of(dataset, state));
  }
}
