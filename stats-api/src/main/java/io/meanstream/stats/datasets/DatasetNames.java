package io.meanstream.stats.datasets;

import io.meanstream.catalog.Dataset;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Lists the catalog's datasets in the OpenAPI document, wherever a parameter takes one. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_PER_REQUEST)
public final class DatasetNames implements OASFilter {

  private static final String PARAMETER = "dataset";

  @Override
  public Parameter filterParameter(Parameter parameter) {
    if (PARAMETER.equals(parameter.getName())) {
      List<Object> names = new ArrayList<>();
      Arc.container().instance(CurrentCatalog.class).get().get().all().stream()
          .map(Dataset::name)
          .forEach(names::add);
      parameter.getSchema().setEnumeration(names);
    }
    return parameter;
  }
}
