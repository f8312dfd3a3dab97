package io.meanstream.catalog.definition;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.Delimiter;
import io.meanstream.catalog.source.Feed;
import io.meanstream.catalog.source.Format;
import io.meanstream.catalog.source.HttpFeed;
import io.meanstream.catalog.source.NumberStyle;
import io.meanstream.catalog.source.Source;
import io.meanstream.catalog.source.TableFeed;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code source} of a definition. */
final class SourceReader {

  private static final int MAX_SKIP = 1_000;

  private SourceReader() {}

  static Optional<Source> read(DefinitionNode node) {
    if (node.isMissing()) {
      node.problem("is missing; it must be a map with a zone, such as {zone: America/Chicago}");
      return Optional.empty();
    }
    node.onlyKeys(
        "format",
        "zone",
        "charset",
        "delimiter",
        "skip",
        "comment",
        "columns",
        "decimal",
        "grouping",
        "nulls",
        "records",
        "http",
        "postgres");
    DefinitionNode format = node.at("format");
    Optional<Format> known =
        format.isMissing() ? Optional.of(Format.CSV) : format.oneOf(Format.values(), Format::id);
    Optional<ZoneId> zone = zone(node.at("zone"));
    Charset charset = charset(node.at("charset"));
    Optional<Character> delimiter = delimiter(node.at("delimiter"));
    int skip = skip(node.at("skip"));
    Optional<Character> comment = comment(node.at("comment"));
    List<String> columns = columns(node.at("columns"));
    NumberStyle numbers = numbers(node, delimiter);
    String records = FieldsReader.pointer(node.at("records")).orElse("");
    Optional<Feed> feed = feed(node);
    return known.isEmpty() || zone.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Source(
                known.get(),
                zone.get(),
                charset,
                delimiter,
                skip,
                comment,
                columns,
                numbers,
                records,
                feed));
  }

  private static Optional<Feed> feed(DefinitionNode node) {
    DefinitionNode postgres = node.at("postgres");
    Optional<HttpFeed> http = HttpFeedReader.read(node.at("http"));
    Optional<TableFeed> table = TableFeedReader.read(postgres);
    if (!node.at("http").isMissing() && !postgres.isMissing()) {
      postgres.problem("conflicts with http; omit one of them");
    }
    return http.<Feed>map(it -> it).or(() -> table);
  }

  private static Optional<ZoneId> zone(DefinitionNode node) {
    Optional<String> id = node.text();
    try {
      return id.map(ZoneId::of);
    } catch (DateTimeException e) {
      node.problem(
          "\"%s\" is not a time zone; use one such as America/Chicago".formatted(id.get()));
      return Optional.empty();
    }
  }

  private static Charset charset(DefinitionNode node) {
    Optional<String> name = node.isMissing() ? Optional.empty() : node.text();
    try {
      return name.map(Charset::forName).orElse(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      node.problem(
          "\"%s\" is not a known charset; use one such as windows-1252".formatted(name.get()));
      return StandardCharsets.UTF_8;
    }
  }

  private static Optional<Character> delimiter(DefinitionNode node) {
    Optional<String> text = node.isMissing() ? Optional.empty() : node.text();
    Optional<Character> delimiter = text.flatMap(Delimiter::of);
    if (text.isPresent() && delimiter.isEmpty()) {
      node.problem("\"%s\" is not a delimiter; use %s".formatted(text.get(), Delimiter.EXPECTED));
    }
    return delimiter;
  }

  private static int skip(DefinitionNode node) {
    if (node.isMissing()) {
      return 0;
    }
    Optional<BigDecimal> number = node.number();
    try {
      int lines = number.map(BigDecimal::intValueExact).orElse(0);
      if (lines >= 0 && lines <= MAX_SKIP) {
        return lines;
      }
    } catch (ArithmeticException e) {
      // reported below
    }
    node.problem(
        "%s is not a number of lines; use 0 to %d"
            .formatted(number.get().toPlainString(), MAX_SKIP));
    return 0;
  }

  private static Optional<Character> comment(DefinitionNode node) {
    Optional<String> text = node.isMissing() ? Optional.empty() : node.text();
    boolean isSign = text.filter(it -> it.matches("[\\x21-\\x7e&&[^\"]]")).isPresent();
    if (text.isPresent() && !isSign) {
      node.problem(
          "\"%s\" cannot mark comments; use one ASCII character other than a quote, such as \"#\""
              .formatted(text.get()));
    }
    return isSign ? Optional.of(text.get().charAt(0)) : Optional.empty();
  }

  private static List<String> columns(DefinitionNode node) {
    List<String> columns = new ArrayList<>();
    if (node.isMissing()) {
      return columns;
    }
    Set<String> seen = new HashSet<>();
    for (DefinitionNode item : node.items()) {
      Optional<String> name = item.text();
      name.ifPresent(columns::add);
      if (name.isPresent() && !seen.add(Field.fold(name.get()))) {
        item.problem("\"%s\" is listed twice".formatted(name.get()));
      }
    }
    return columns;
  }

  private static NumberStyle numbers(DefinitionNode node, Optional<Character> delimiter) {
    DefinitionNode decimal = node.at("decimal");
    DefinitionNode grouping = node.at("grouping");
    NumberStyle numbers =
        new NumberStyle(
            separator(decimal).orElse(NumberStyle.PLAIN.decimal()), separator(grouping));
    if (numbers.isGrouping(numbers.decimal())) {
      grouping.problem(
          "\"%s\" is also the decimal character; set a different source.decimal"
              .formatted(numbers.decimal()));
    }
    if (Character.isWhitespace(numbers.decimal())) {
      decimal.problem("is a space, which can only separate groups of digits");
    }
    if (!decimal.isMissing() && delimiter.filter(c -> c == numbers.decimal()).isPresent()) {
      decimal.problem(
          "\"%s\" is also the delimiter; omit source.delimiter if such numbers are quoted"
              .formatted(numbers.decimal()));
    }
    return numbers;
  }

  /** The separator between digits. */
  private static Optional<Character> separator(DefinitionNode node) {
    Optional<String> text = node.isMissing() ? Optional.empty() : node.anyText();
    Optional<Character> separator = text.flatMap(NumberStyle::separator);
    if (text.isPresent() && separator.isEmpty()) {
      node.problem("\"%s\" must be %s".formatted(text.get(), NumberStyle.EXPECTED));
    }
    return separator;
  }
}
