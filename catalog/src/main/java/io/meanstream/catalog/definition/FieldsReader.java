package io.meanstream.catalog.definition;

import io.meanstream.catalog.dataset.Bound;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.value.FieldType;
import io.meanstream.catalog.value.TimeFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the {@code fields} of a definition. */
final class FieldsReader {

  static final String FIELD_NAME = "[a-z][a-z0-9_]*";

  private final ZoneId zone;
  private final List<String> nulls;

  /**
   * A reader of fields.
   *
   * @param zone the zone of times without one
   * @param nulls the default null markers of fields
   */
  FieldsReader(ZoneId zone, List<String> nulls) {
    this.zone = zone;
    this.nulls = nulls;
  }

  List<Field> read(DefinitionNode node) {
    List<Field> fields = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    node.entries()
        .forEach(
            (name, child) -> {
              if (!name.matches(FIELD_NAME)) {
                child.problem(
                    "\"%s\" is not a valid name; it must match %s".formatted(name, FIELD_NAME));
              }
              field(name, child)
                  .ifPresent(
                      field -> {
                        fields.add(field);
                        claim(field, owners, child);
                      });
            });
    if (fields.isEmpty() && !node.isMissing()) {
      node.problem("must have at least one field");
    }
    fields.forEach(field -> checkWith(field, fields, node));
    return fields;
  }

  /** The rest of a timestamp must come from columns, as text. */
  private static void checkWith(Field field, List<Field> fields, DefinitionNode node) {
    List<String> texts =
        fields.stream()
            .filter(it -> it.type() == FieldType.STRING && it.file().isEmpty())
            .map(Field::name)
            .toList();
    field.with().stream()
        .filter(it -> !texts.contains(it))
        .forEach(
            it ->
                node.at(field.name())
                    .at("with")
                    .problem("%s is not a string field with a column".formatted(it)));
  }

  private Optional<Field> field(String name, DefinitionNode node) {
    node.onlyKeys(
        "type",
        "required",
        "min",
        "max",
        "pattern",
        "one_of",
        "formats",
        "nulls",
        "aliases",
        "pointer",
        "file",
        "with");
    DefinitionNode required = node.at("required");
    boolean isRequired = !required.isMissing() && required.truth().orElse(false);
    Optional<FieldType> type = node.at("type").oneOf(FieldType.values(), FieldType::id);
    Optional<Bound> min = bound(node.at("min"), type, Bound::from);
    Optional<Bound> max = bound(node.at("max"), type, Bound::to);
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get().value()) > 0) {
      node.at("min").problem("%s is above max %s".formatted(min.get().text(), max.get().text()));
    }
    Optional<String> pattern = pattern(node.at("pattern"), type);
    List<String> oneOf = oneOf(node.at("one_of"), type);
    List<String> formats = formats(node.at("formats"), type);
    List<String> noValues = node.at("nulls").isMissing() ? nulls : nulls(node.at("nulls"));
    oneOf.stream()
        .filter(noValues::contains)
        .forEach(
            text ->
                node.at("one_of")
                    .problem(
                        "\"%s\" is also in nulls, so it never matches; remove it from one of them"
                            .formatted(text)));
    List<String> aliases = texts(node.at("aliases"));
    List<String> pointers = pointers(node.at("pointer"));
    Optional<String> file = fileName(node.at("file"), aliases, pointers);
    return type.map(
        known ->
            new Field(
                name,
                known,
                isRequired,
                min,
                max,
                pattern,
                oneOf,
                formats,
                noValues,
                aliases,
                pointers,
                file,
                with(node.at("with"), type, file)));
  }

  /** A bound, for types that have bounds; the function parses bounds of timestamps. */
  private Optional<Bound> bound(
      DefinitionNode node,
      Optional<FieldType> type,
      BiFunction<String, ZoneId, Optional<Bound>> time) {
    if (node.isMissing() || type.isEmpty()) {
      return Optional.empty();
    }
    return switch (type.get()) {
      case INTEGER, DOUBLE, DECIMAL -> node.number().map(Bound::of);
      case DATE -> bound(node, "a date (yyyy-MM-dd)", Bound::date);
      case TIMESTAMP ->
          bound(
              node,
              "a timestamp (yyyy-MM-dd HH:mm:ss, with or without an offset) or a date",
              text -> time.apply(text, zone));
      case STRING, BOOLEAN -> {
        node.problem("only numbers, dates and timestamps have bounds, not " + type.get().id());
        yield Optional.empty();
      }
    };
  }

  private static Optional<Bound> bound(
      DefinitionNode node, String expected, Function<String, Optional<Bound>> parser) {
    Optional<String> text = node.text();
    Optional<Bound> bound = text.flatMap(parser);
    if (text.isPresent() && bound.isEmpty()) {
      node.problem("\"%s\" must be %s".formatted(text.get(), expected));
    }
    return bound;
  }

  private static Optional<String> pattern(DefinitionNode node, Optional<FieldType> type) {
    if (node.isMissing()) {
      return Optional.empty();
    }
    onlyOfStrings(node, type);
    return expression(node).map(Pattern::pattern);
  }

  private static Optional<Pattern> expression(DefinitionNode node) {
    try {
      return node.text().map(Pattern::compile);
    } catch (PatternSyntaxException e) {
      node.problem("is not a Java regular expression: " + e.getDescription());
      return Optional.empty();
    }
  }

  /** The regular expression that captures a value from file names. */
  private static Optional<String> fileName(
      DefinitionNode node, List<String> aliases, List<String> pointers) {
    if (node.isMissing()) {
      return Optional.empty();
    }
    Optional<Pattern> expression = expression(node);
    if (expression.filter(it -> it.matcher("").groupCount() != 1).isPresent()) {
      node.problem(
          "must have exactly one group, which captures the value, such as _(\\d{4}-\\d{2})");
    }
    if (!aliases.isEmpty() || !pointers.isEmpty()) {
      node.problem("takes the value from the file's name: omit aliases and pointer");
    }
    return expression.map(Pattern::pattern);
  }

  /** The fields with the rest of a timestamp. */
  private static List<String> with(
      DefinitionNode node, Optional<FieldType> type, Optional<String> file) {
    if (node.isMissing()) {
      return List.of();
    }
    if (type.filter(known -> known != FieldType.TIMESTAMP).isPresent()) {
      node.problem("is for timestamp fields only, not for " + type.get().id());
    }
    if (file.isPresent()) {
      node.problem("adds the texts of columns: omit file");
    }
    return node.isList() ? texts(node) : node.text().stream().toList();
  }

  private static List<String> oneOf(DefinitionNode node, Optional<FieldType> type) {
    List<String> texts = texts(node);
    if (!node.isMissing()) {
      onlyOfStrings(node, type);
      if (texts.isEmpty()) {
        node.problem("must name at least one string");
      }
    }
    return texts;
  }

  private List<String> formats(DefinitionNode node, Optional<FieldType> type) {
    List<String> formats = texts(node);
    for (String format : formats) {
      try {
        type.ifPresent(known -> TimeFormat.of(format, known, zone));
      } catch (IllegalArgumentException e) {
        node.problem("\"%s\": %s".formatted(format, e.getMessage()));
      }
    }
    return formats;
  }

  private static void onlyOfStrings(DefinitionNode node, Optional<FieldType> type) {
    if (type.isPresent() && type.get() != FieldType.STRING) {
      node.problem("is for string fields only, not for " + type.get().id());
    }
  }

  /** The null markers in a list, which may include the empty text. */
  static List<String> nulls(DefinitionNode node) {
    if (node.isMissing()) {
      return List.of();
    }
    return node.items().stream().flatMap(item -> item.anyText().stream()).toList();
  }

  private static List<String> texts(DefinitionNode node) {
    if (node.isMissing()) {
      return List.of();
    }
    return node.items().stream().flatMap(item -> item.text().stream()).toList();
  }

  /** One JSON Pointer, or a list of them. */
  private static List<String> pointers(DefinitionNode node) {
    if (node.isMissing()) {
      return List.of();
    }
    return node.isList()
        ? node.items().stream().flatMap(item -> pointer(item).stream()).toList()
        : pointer(node).stream().toList();
  }

  /** A JSON Pointer to a part of a document. */
  static Optional<String> pointer(DefinitionNode node) {
    Optional<String> pointer = node.isMissing() ? Optional.empty() : node.text();
    if (pointer.isPresent() && !pointer.get().startsWith("/")) {
      node.problem(
          "\"%s\" is not a JSON Pointer; it must begin with /, such as /login/uuid"
              .formatted(pointer.get()));
      return Optional.empty();
    }
    return pointer;
  }

  /** A column must not belong to two fields. */
  private static void claim(Field field, Map<String, String> owners, DefinitionNode node) {
    List<String> names = new ArrayList<>(field.aliases());
    names.add(field.name());
    names.addAll(field.pointers());
    for (String name : names) {
      String owner = owners.putIfAbsent(Field.fold(name), field.name());
      if (owner != null && !owner.equals(field.name())) {
        node.problem("the column name %s already belongs to %s".formatted(name, owner));
      }
    }
  }
}
