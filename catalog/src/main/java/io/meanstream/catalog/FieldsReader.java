package io.meanstream.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the {@code fields} of a definition. */
final class FieldsReader {

  static final String FIELD_NAME = "[a-z][a-z0-9_]*";

  private FieldsReader() {}

  static List<Field> read(DefinitionNode node) {
    List<Field> fields = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    node.entries()
        .forEach(
            (name, child) -> {
              if (!name.matches(FIELD_NAME)) {
                child.problem("\"%s\" is no name; it has to match %s".formatted(name, FIELD_NAME));
              }
              field(name, child)
                  .ifPresent(
                      field -> {
                        fields.add(field);
                        claim(field, owners, child);
                      });
            });
    if (fields.isEmpty() && !node.isMissing()) {
      node.problem("has to have at least one field");
    }
    return fields;
  }

  private static Optional<Field> field(String name, DefinitionNode node) {
    node.onlyKeys("type", "required", "min", "max", "pattern", "one_of", "formats", "aliases");
    DefinitionNode required = node.at("required");
    boolean isRequired = !required.isMissing() && required.truth().orElse(false);
    Optional<FieldType> type = node.at("type").oneOf(FieldType.values(), FieldType::id);
    Optional<BigDecimal> min = bound(node.at("min"), type);
    Optional<BigDecimal> max = bound(node.at("max"), type);
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      node.at("min")
          .problem(
              "%s is above max %s".formatted(ValueText.of(min.get()), ValueText.of(max.get())));
    }
    Optional<String> pattern = pattern(node.at("pattern"), type);
    List<String> oneOf = oneOf(node.at("one_of"), type);
    List<String> formats = formats(node.at("formats"), type);
    List<String> aliases = texts(node.at("aliases"));
    return type.map(
        known -> new Field(name, known, isRequired, min, max, pattern, oneOf, formats, aliases));
  }

  private static Optional<BigDecimal> bound(DefinitionNode node, Optional<FieldType> type) {
    if (node.isMissing()) {
      return Optional.empty();
    }
    if (type.isPresent() && !type.get().isNumeric()) {
      node.problem("only integer, double and decimal fields have bounds, not " + type.get().id());
    }
    return node.number();
  }

  private static Optional<String> pattern(DefinitionNode node, Optional<FieldType> type) {
    if (node.isMissing()) {
      return Optional.empty();
    }
    onlyOfStrings(node, type);
    Optional<String> pattern = node.text();
    try {
      pattern.ifPresent(Pattern::compile);
    } catch (PatternSyntaxException e) {
      node.problem("is no regular expression of Java: " + e.getDescription());
    }
    return pattern;
  }

  private static List<String> oneOf(DefinitionNode node, Optional<FieldType> type) {
    List<String> texts = texts(node);
    if (!node.isMissing()) {
      onlyOfStrings(node, type);
      if (texts.isEmpty()) {
        node.problem("has to name at least one text");
      }
    }
    return texts;
  }

  private static List<String> formats(DefinitionNode node, Optional<FieldType> type) {
    List<String> formats = texts(node);
    for (String format : formats) {
      try {
        type.ifPresent(known -> TimeFormat.of(format, known));
      } catch (IllegalArgumentException e) {
        node.problem(
            "\"%s\": %s; it has to be a pattern of Java such as M/d/yyyy H:mm[:ss]"
                .formatted(format, e.getMessage()));
      }
    }
    return formats;
  }

  private static void onlyOfStrings(DefinitionNode node, Optional<FieldType> type) {
    if (type.isPresent() && type.get() != FieldType.STRING) {
      node.problem("is for string fields only, not for " + type.get().id());
    }
  }

  private static List<String> texts(DefinitionNode node) {
    if (node.isMissing()) {
      return List.of();
    }
    return node.items().stream().flatMap(item -> item.text().stream()).toList();
  }

  /** A column must not belong to two fields. */
  private static void claim(Field field, Map<String, String> owners, DefinitionNode node) {
    List<String> names = new ArrayList<>(field.aliases());
    names.add(field.name());
    for (String name : names) {
      String owner = owners.putIfAbsent(Field.fold(name), field.name());
      if (owner != null && !owner.equals(field.name())) {
        node.problem("the column name %s belongs to %s already".formatted(name, owner));
      }
    }
  }
}
