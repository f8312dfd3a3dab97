package io.meanstream.stats.datasets;

import io.meanstream.catalog.Dataset;
import io.meanstream.stats.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The catalog, as requests name its datasets. */
@ApplicationScoped
public class KnownDatasets {

  /** What names look like, as a regular expression. */
  public static final String NAME = "^[a-z][a-z0-9-]{0,40}$";

  private final CurrentCatalog catalog;

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
        .orElseThrow(() -> ProblemException.unknownDataset(name, names()));
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
                    "dataset", name, "is no dataset; known: " + String.join(", ", names())));
  }

  private List<String> names() {
    return all().stream().map(Dataset::name).toList();
  }
}
