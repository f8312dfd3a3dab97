package io.meanstream.catalog;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.definition.DefinitionException;
import io.meanstream.catalog.definition.DefinitionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The datasets of a folder of definitions; names and topics are unique. */
public final class Catalog {

  private final List<Dataset> datasets;

  private Catalog(List<Dataset> datasets) {
    this.datasets = datasets.stream().sorted(Comparator.comparing(Dataset::name)).toList();
  }

  /** A catalog of these datasets. */
  public static Catalog of(Dataset... datasets) {
    return new Catalog(Arrays.asList(datasets));
  }

  /**
   * Reads the {@code .yaml} and {@code .yml} files of a folder, but not those of its subfolders,
   * and no hidden files, which editors leave there.
   *
   * @throws DefinitionException with every mistake in every file
   * @throws UncheckedIOException if the folder or a file cannot be read
   */
  public static Catalog load(Path folder) {
    List<String> problems = new ArrayList<>();
    Map<String, DefinitionFile> files = new HashMap<>();
    for (Path file : definitionsIn(folder)) {
      DefinitionFile.parse(file, problems)
          .ifPresent(
              parsed -> {
                DefinitionFile twin = files.putIfAbsent(parsed.name(), parsed);
                if (twin != null) {
                  problems.add(
                      "%s: name: %s is already defined in %s"
                          .formatted(parsed.file(), parsed.name(), twin.file()));
                }
              });
    }
    List<Dataset> datasets = new ArrayList<>();
    files.values().stream()
        .sorted(Comparator.comparing(DefinitionFile::file))
        .forEach(file -> file.dataset(files, problems).ifPresent(datasets::add));
    refuseSharedTopics(datasets, problems);
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
    return new Catalog(datasets);
  }

  /** All datasets, ordered by name. */
  public List<Dataset> all() {
    return datasets;
  }

  /** The dataset with this name. */
  public Optional<Dataset> find(String name) {
    return datasets.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Catalog catalog && datasets.equals(catalog.datasets);
  }

  @Override
  public int hashCode() {
    return datasets.hashCode();
  }

  /** The files that {@link #load} reads. */
  static List<Path> definitionsIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Catalog::isDefinition).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder of definitions " + folder, e);
    }
  }

  private static boolean isDefinition(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static void refuseSharedTopics(List<Dataset> datasets, List<String> problems) {
    Map<String, Dataset> owners = new HashMap<>();
    for (Dataset dataset : datasets) {
      Dataset owner = owners.putIfAbsent(dataset.topic(), dataset);
      if (owner != null) {
        problems.add(
            "%s: topic: %s is already the topic of %s"
                .formatted(dataset.name(), dataset.topic(), owner.name()));
      }
    }
  }
}
