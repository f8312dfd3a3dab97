package io.meanstream.source.propose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Derives names of datasets and fields from those of files and columns. */
final class Names {

  private static final int LONGEST = 41;

  private Names() {}

  /** A dataset's name, from its first file's. */
  static String dataset(String file) {
    String base = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String name =
        base.replaceFirst("(\\.(csv|tsv|txt|json|ndjson|jsonl|parquet|gz|zip))+$", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+|-+$", "");
    String cut = name.substring(0, Math.min(name.length(), LONGEST)).replaceAll("-+$", "");
    return cut.isEmpty() ? "data" : cut;
  }

  /** Unique field names, from those of the columns. */
  static List<String> fields(List<String> columns) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String column : columns) {
      String base = field(column);
      String name = base;
      for (int other = 2; !taken.add(name); other++) {
        name = base + "_" + other;
      }
      names.add(name);
    }
    return names;
  }

  /** The last part of a pointer, prefixed with the one before it if it says little on its own. */
  private static String field(String column) {
    String[] parts = column.split("/");
    boolean isPointer = column.startsWith("/") && parts.length > 2;
    String text = isPointer ? parts[parts.length - 2] + "_" + parts[parts.length - 1] : column;
    String name =
        text.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^[^a-z]+|_+$", "");
    return name.isEmpty() ? "field" : name;
  }
}
