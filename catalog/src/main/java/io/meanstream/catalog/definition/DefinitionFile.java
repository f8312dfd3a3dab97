package io.meanstream.catalog.definition;

import io.meanstream.catalog.dataset.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One parsed YAML file of a catalog, before its meaning is checked. */
public record DefinitionFile(String file, String name, Map<?, ?> content) {

  private static final int MAX_CHARACTERS = 1 << 20;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new ExactNumbers())
          .setAllowDuplicateKeys(false)
          .setAllowRecursiveKeys(false)
          .setMaxAliasesForCollections(50)
          .setCodePointLimit(MAX_CHARACTERS)
          .build();

  /** The file's content; if it cannot be parsed, empty, and a problem is recorded. */
  public static Optional<DefinitionFile> parse(Path path, List<String> problems) {
    String file = path.getFileName().toString();
    try {
      if (Files.size(path) > MAX_CHARACTERS) {
        problems.add(file + ": is larger than a definition can be (1 MiB)");
        return Optional.empty();
      }
      Object content = new Load(SETTINGS).loadFromString(Files.readString(path));
      return named(file, content, problems);
    } catch (MarkedYamlEngineException e) {
      String place = e.getProblemMark().map(m -> ":" + (m.getLine() + 1)).orElse("");
      problems.add("%s%s: is not valid YAML: %s".formatted(file, place, e.getProblem()));
    } catch (YamlEngineException e) {
      // a tag's own constructor throws a more precise exception than the wrapper
      Throwable reason = e.getCause() == null ? e : e.getCause();
      problems.add("%s: is not valid YAML: %s".formatted(file, reason.getMessage()));
    } catch (MalformedInputException e) {
      problems.add(file + ": is not in UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    return Optional.empty();
  }

  private static Optional<DefinitionFile> named(
      String file, Object content, List<String> problems) {
    if (!(content instanceof Map<?, ?> map)) {
      problems.add(file + ": must be a map that begins with `name:`");
      return Optional.empty();
    }
    Optional<String> name = new DefinitionNode(file, map, problems).at("name").text();
    return name.map(n -> new DefinitionFile(file, n, map));
  }

  /** The dataset that this file defines; if it is invalid, empty, and problems are recorded. */
  public Optional<Dataset> dataset(Map<String, DefinitionFile> files, List<String> problems) {
    List<String> own = new ArrayList<>();
    Map<?, ?> merged = withBases(files, List.of(), own);
    Optional<Dataset> dataset =
        own.isEmpty()
            ? DefinitionReader.read(new DefinitionNode(file, merged, own))
            : Optional.empty();
    problems.addAll(own);
    return own.isEmpty() ? dataset : Optional.empty();
  }

  private Map<?, ?> withBases(
      Map<String, DefinitionFile> files, List<String> derived, List<String> problems) {
    Object base = content.get("extends");
    if (base == null) {
      return content;
    }
    DefinitionNode node = new DefinitionNode(file, content, problems).at("extends");
    if (derived.contains(name)) {
      node.problem(String.join(" extends ", derived) + " extends " + name);
      return content;
    }
    DefinitionFile extended = files.get(base);
    if (extended == null) {
      node.problem("there is no definition named %s".formatted(base));
      return content;
    }
    List<String> chain = new ArrayList<>(derived);
    chain.add(name);
    return merge(extended.withBases(files, chain, problems), content);
  }

  /** Maps merge key by key, the base's keys first; everything else is replaced. */
  private static Map<?, ?> merge(Map<?, ?> base, Map<?, ?> over) {
    Map<Object, Object> merged = new LinkedHashMap<>(base);
    over.forEach(
        (key, value) ->
            merged.merge(
                key == null ? "" : key,
                value == null ? "" : value,
                (old, mine) ->
                    old instanceof Map<?, ?> oldMap && mine instanceof Map<?, ?> myMap
                        ? merge(oldMap, myMap)
                        : mine));
    merged.remove("extends");
    return merged;
  }
}
