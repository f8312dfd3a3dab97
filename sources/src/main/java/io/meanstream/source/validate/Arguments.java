package io.meanstream.source.validate;

import io.meanstream.source.TextOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code --datasets FOLDER --dataset NAME [--charset NAME] [--delimiter NAME] PATH…}, in any order.
 */
record Arguments(Path datasets, String dataset, TextOptions text, List<Path> paths) {

  private static final Set<String> OPTIONS =
      Set.of("--datasets", "--dataset", "--charset", "--delimiter");

  static Arguments parse(String... words) throws UsageException {
    Map<String, String> options = new HashMap<>();
    List<Path> paths = new ArrayList<>();
    for (Iterator<String> rest = List.of(words).iterator(); rest.hasNext(); ) {
      String word = rest.next();
      if (OPTIONS.contains(word)) {
        if (!rest.hasNext()) {
          throw new UsageException(word + " needs a value");
        }
        options.put(word, rest.next());
      } else if (word.startsWith("--")) {
        throw new UsageException("there is no option " + word);
      } else {
        paths.add(path(word));
      }
    }
    if (paths.isEmpty()) {
      throw new UsageException("no path is given");
    }
    return new Arguments(
        path(needed(options, "--datasets")), needed(options, "--dataset"), text(options), paths);
  }

  private static String needed(Map<String, String> options, String name) throws UsageException {
    String value = options.get(name);
    if (value == null) {
      throw new UsageException(name + " is missing");
    }
    return value;
  }

  private static Path path(String word) throws UsageException {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw new UsageException("%s is no path: %s".formatted(word, e.getReason()));
    }
  }

  private static TextOptions text(Map<String, String> options) throws UsageException {
    try {
      return TextOptions.parse(
          Optional.ofNullable(options.get("--charset")),
          Optional.ofNullable(options.get("--delimiter")));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
