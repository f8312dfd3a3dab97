package io.meanstream.stats.averages;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.value.Decimals;
import io.meanstream.catalog.value.FieldType;
import io.meanstream.service.problem.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;

/**
 * Selects averages by group: fields separated by commas, each optionally followed by a colon and a
 * value. A backslash in a value escapes the next character; {@code \N} means no value.
 *
 * @param text as the client wrote it
 */
record GroupSelector(String text, List<Part> parts) {

  /** The groups of a grouping without fields: the overall averages. */
  static final GroupSelector OVERALL = new GroupSelector("", List.of());

  private static final String NO_VALUE = "\\N";

  /** Possessive, since backtracking takes stack for each character of a long value. */
  private static final Pattern PART =
      Pattern.compile(
          "(?<field>[^,:]*+)(?::(?<value>[^,:\\\\]*+(?:\\\\.[^,:\\\\]*+)*+))?+(?:,|$)",
          Pattern.DOTALL);

  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  /**
   * A field, optionally with a value.
   *
   * @param value escaped
   */
  record Part(String field, Optional<String> value) {}

  /**
   * Parses the text of a client.
   *
   * @throws ProblemException if a value is not escaped
   */
  static GroupSelector parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    boolean more = true;
    while (more) {
      if (!part.lookingAt()) {
        throw ProblemException.badParameter(
            "group", text, "has a colon or a backslash in a value; write \\: or \\\\");
      }
      parts.add(new Part(part.group("field"), Optional.ofNullable(part.group("value"))));
      more = part.group().endsWith(",");
      part.region(part.end(), text.length());
    }
    return new GroupSelector(text, parts);
  }

  /** The fields, sorted, because they may come in any order. */
  List<String> fields() {
    return parts.stream().map(Part::field).sorted().toList();
  }

  /**
   * The condition on averages by these fields; empty if the fields may have any value.
   *
   * @throws ProblemException if a value does not have the type of its field
   */
  Optional<Bson> filter(Dataset dataset) {
    List<Bson> conditions = new ArrayList<>();
    for (Part part : parts) {
      part.value()
          .ifPresent(
              value -> conditions.add(eq("group." + part.field(), stored(dataset, part, value))));
    }
    return conditions.isEmpty() ? Optional.empty() : Optional.of(and(conditions));
  }

  /** The values of the group, if there is one for each field. */
  Optional<Document> group(Dataset dataset) {
    Document group = new Document();
    for (Part part : parts) {
      if (part.value().isEmpty()) {
        return Optional.empty();
      }
      group.append(part.field(), stored(dataset, part, part.value().get()));
    }
    return Optional.of(group);
  }

  private Object stored(Dataset dataset, Part part, String value) {
    if (value.equals(NO_VALUE)) {
      return null;
    }
    FieldType type = dataset.fields().get(dataset.indexOf(part.field())).type();
    String plain = ESCAPE.matcher(value).replaceAll("$1");
    try {
      return stored(type, plain);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw ProblemException.badParameter(
          "group", text, "needs a value of the type %s for %s".formatted(type.id(), part.field()));
    }
  }

  /** The value as the batch stores it. */
  private static Object stored(FieldType type, String value) {
    return switch (type) {
      case INTEGER -> Long.valueOf(value);
      case BOOLEAN -> bool(value);
      case DECIMAL ->
          Decimals.parse(value)
              .map(Decimal128::new)
              .orElseThrow(() -> new NumberFormatException(value));
      case DATE -> Date.from(LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant());
      case STRING, DOUBLE, TIMESTAMP -> value;
    };
  }

  private static boolean bool(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new NumberFormatException(value);
    };
  }
}
