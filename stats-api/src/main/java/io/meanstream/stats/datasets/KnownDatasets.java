package io.meanstream.stats.datasets;

import io.meanstream.catalog.Dataset;
import io.meanstream.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The catalog, as requests name its datasets. */
@ApplicationScoped
public class KnownDatasets {

  private final CurrentCatalog catalog;

  /** The form of a name in the OpenAPI document, wherever a parameter takes one. */
  @Schema(type = SchemaType.STRING, pattern = "^[a-z][a-z0-9-]{0,40}$")
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Name {}

  KnownDatasets(CurrentCatalog catalog) {
    this.catalog = catalog;
  }

  /** All of them, by name. */
  public List<Dataset> all() {
    return catalog.get().all();
  }

  /**
   * The dataset that a path names.
   *
   * @throws ProblemException 404, if there is none of this name
   */
  public Dataset inPath(String name) {
    return catalog
        .get()
        .find(name)
        .orElseThrow(() -> ProblemException.unknown("dataset", name, names()));
  }

  /**
   * The name in the query parameter {@code dataset}, which a dataset has.
   *
   * @param name null where the parameter is not given
   * @throws ProblemException 400, if there is none of this name
   */
  public Optional<String> inQuery(String name) {
    return Optional.ofNullable(name).map(this::known).map(Dataset::name);
  }

  private Dataset known(String name) {
    return catalog
        .get()
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
