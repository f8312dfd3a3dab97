package io.meanstream.stats.datasets;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Finds the datasets that requests name. */
@ApplicationScoped
public class DatasetLookup {

  private final LiveCatalog catalog;

  /** The OpenAPI schema of a parameter that takes a dataset's name. */
  @Schema(type = SchemaType.STRING, pattern = "^[a-z][a-z0-9-]{0,40}$")
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Name {}

  DatasetLookup(LiveCatalog catalog) {
    this.catalog = catalog;
  }

  /** All datasets, sorted by name. */
  public List<Dataset> all() {
    return catalog.latest().all();
  }

  /**
   * The dataset with the name in a path.
   *
   * @throws ProblemException 404 if there is none
   */
  public Dataset inPath(String name) {
    return catalog
        .latest()
        .find(name)
        .orElseThrow(() -> ProblemException.unknown("dataset", name, names()));
  }

  /** Whether this is still the definition of its dataset. */
  public boolean isLatest(Dataset dataset) {
    return catalog.latest().find(dataset.name()).filter(it -> it == dataset).isPresent();
  }

  /**
   * The name in the query parameter {@code dataset}.
   *
   * @param name null if the parameter is missing
   * @throws ProblemException 400 if there is no such dataset
   */
  public Optional<String> inQuery(String name) {
    return Optional.ofNullable(name).map(this::known).map(Dataset::name);
  }

  private Dataset known(String name) {
    return catalog
        .latest()
        .find(name)
        .orElseThrow(
            () ->
                ProblemException.badParameter(
                    "dataset", name, "is not a dataset; known: " + String.join(", ", names())));
  }

  private List<String> names() {
    return all().stream().map(Dataset::name).toList();
  }
}
