package io.meanstream.stats.datasets;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Adds the names of all datasets to the OpenAPI schema of each parameter that takes one. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_PER_REQUEST)
public final class DatasetNamesFilter implements OASFilter {

  private static final String PARAMETER = "dataset";

  @Override
  public Parameter filterParameter(Parameter parameter) {
    if (PARAMETER.equals(parameter.getName())) {
      List<Object> names = new ArrayList<>();
      Arc.container().instance(LiveCatalog.class).get().latest().all().stream()
          .map(Dataset::name)
          .forEach(names::add);
      parameter.getSchema().setEnumeration(names);
    }
    return parameter;
  }
}
