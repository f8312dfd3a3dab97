package io.meanstream.launch.command;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.definition.DefinitionException;
import io.meanstream.launch.Mistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A folder of dataset definitions that the user may have written. */
record DefinitionsFolder(Path path) {

  /**
   * The dataset of this name.
   *
   * @throws Mistake if there is none, or a definition in the folder is wrong
   */
  Dataset dataset(String name) {
    Catalog catalog = catalog();
    return catalog
        .find(name)
        .orElseThrow(
            () ->
                new Mistake(
                    "no dataset is named %s; known: %s"
                        .formatted(
                            name,
                            catalog.all().stream()
                                .map(Dataset::name)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * All datasets.
   *
   * @throws Mistake if the folder does not exist, or a definition in it is wrong
   */
  Catalog catalog() {
    if (!Files.isDirectory(path)) {
      throw new Mistake("no folder of dataset definitions: " + path);
    }
    try {
      return Catalog.load(path);
    } catch (DefinitionException e) {
      throw new Mistake(String.join("; ", e.problems()));
    }
  }
}
