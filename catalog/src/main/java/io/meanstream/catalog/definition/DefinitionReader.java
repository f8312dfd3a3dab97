package io.meanstream.catalog.definition;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Exclusion;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.dataset.Grouping;
import io.meanstream.catalog.dataset.Measure;
import io.meanstream.catalog.dataset.Schedule;
import io.meanstream.catalog.period.Period;
import io.meanstream.catalog.source.Feed;
import io.meanstream.catalog.source.Source;
import io.meanstream.catalog.source.TableFeed;
import io.meanstream.catalog.value.FieldType;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the content of a definition file into a {@link Dataset}, or lists its problems. */
final class DefinitionReader {

  private static final String DATASET_NAME = "[a-z][a-z0-9-]{0,40}";
  private static final String TOPIC_NAME = "[a-zA-Z0-9._-]{1,200}";
  private static final String OWN_TOPICS = "meanstream.";

  private static final Duration FARTHEST = Duration.ofDays(36_500);

  private final DefinitionNode root;
  private List<Field> fields = List.of();
  private List<Period> periods = List.of();

  private DefinitionReader(DefinitionNode root) {
    this.root = root;
  }

  /** The dataset; use it only if no problem was found. */
  static Optional<Dataset> read(DefinitionNode root) {
    return new DefinitionReader(root).dataset();
  }

  private Optional<Dataset> dataset() {
    root.onlyKeys(
        "name",
        "title",
        "topic",
        "source",
        "key",
        "time",
        "fields",
        "measures",
        "exclude",
        "groups",
        "periods",
        "schedule",
        "ahead",
        "extends");
    Optional<String> name = name(root.at("name"), DATASET_NAME);
    Optional<Source> source = SourceReader.read(root.at("source"));
    fields =
        new FieldsReader(
                source.map(Source::zone).orElse(ZoneOffset.UTC),
                FieldsReader.nulls(root.at("source").at("nulls")))
            .read(root.at("fields"));
    periods = periods(root.at("periods"));
    Optional<String> time = time(root.at("time"));
    List<List<String>> keys = keys(root.at("key"));
    source.flatMap(Source::feed).filter(feed -> keys.isEmpty()).ifPresent(this::needsKey);
    List<Measure> measures = measures(root.at("measures"));
    List<Exclusion> exclude = exclusions(root.at("exclude"));
    List<Grouping> groups = groups(root.at("groups"));
    Optional<Schedule> schedule = schedule(root.at("schedule"));
    Duration ahead = ahead(root.at("ahead"));
    if (name.isEmpty() || source.isEmpty() || time.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Dataset(
            name.get(),
            textOr(root.at("title"), name.get()),
            topic(root.at("topic"), name.get()),
            source.get(),
            keys,
            time.get(),
            withRequiredTime(time.get()),
            measures,
            exclude,
            groups,
            periods,
            schedule,
            ahead));
  }

  private void needsKey(Feed feed) {
    DefinitionNode source = root.at("source");
    if (feed instanceof TableFeed) {
      source.at("postgres").problem("needs a key: an updated row is read again");
    } else {
      source.at("http").problem("needs a key: a page may repeat records of another one");
    }
  }

  private static Optional<String> name(DefinitionNode node, String pattern) {
    Optional<String> name = node.text();
    if (name.isPresent() && !name.get().matches(pattern)) {
      node.problem("\"%s\" is not a valid name; it must match %s".formatted(name.get(), pattern));
    }
    return name;
  }

  private static String textOr(DefinitionNode node, String otherwise) {
    return node.isMissing() ? otherwise : node.text().orElse(otherwise);
  }

  private static String topic(DefinitionNode node, String name) {
    String topic = textOr(node, name);
    if (!topic.matches(TOPIC_NAME) || topic.matches("\\.+")) {
      node.problem(
          "\"%s\" is not a valid topic name; it must match %s".formatted(topic, TOPIC_NAME));
    } else if (topic.startsWith(OWN_TOPICS)) {
      node.problem("topics that begin with %s are Meanstream's own".formatted(OWN_TOPICS));
    }
    return topic;
  }

  private Optional<String> time(DefinitionNode node) {
    Optional<Field> field = fieldNamed(node);
    if (field.isPresent() && field.get().type() != FieldType.TIMESTAMP) {
      node.problem(
          "%s is of type %s; it must be of type timestamp"
              .formatted(field.get().name(), field.get().type().id()));
    }
    return field.map(Field::name);
  }

  /** A row without a time belongs to no period. */
  private List<Field> withRequiredTime(String time) {
    return fields.stream().map(f -> f.name().equals(time) ? f.asRequired() : f).toList();
  }

  private Optional<Field> fieldNamed(DefinitionNode node) {
    Optional<String> name = node.text();
    Optional<Field> field =
        name.flatMap(n -> fields.stream().filter(f -> f.name().equals(n)).findFirst());
    if (name.isPresent() && field.isEmpty()) {
      node.problem(
          "there is no field %s; there are %s"
              .formatted(name.get(), fields.isEmpty() ? "none" : namesOfFields()));
    }
    return field;
  }

  private String namesOfFields() {
    return fields.stream().map(Field::name).collect(Collectors.joining(", "));
  }

  private List<List<String>> keys(DefinitionNode node) {
    if (node.isMissing() || node.is("position")) {
      return List.of();
    }
    List<List<String>> keys = new ArrayList<>();
    for (DefinitionNode alternative : node.items()) {
      List<String> key = distinctFields(alternative).stream().map(Field::name).toList();
      if (key.isEmpty()) {
        alternative.problem("must name at least one field");
      }
      keys.add(key);
    }
    if (keys.isEmpty()) {
      node.problem("must be `position` or a list of lists of fields, such as [[ride_id]]");
    }
    return keys;
  }

  private List<Field> distinctFields(DefinitionNode node) {
    List<Field> distinct = new ArrayList<>();
    for (DefinitionNode item : node.items()) {
      Optional<Field> field = fieldNamed(item);
      if (field.isPresent() && distinct.contains(field.get())) {
        item.problem(field.get().name() + " is listed twice");
      }
      field.ifPresent(distinct::add);
    }
    return distinct;
  }

  private static List<Measure> measures(DefinitionNode node) {
    List<Measure> measures = new ArrayList<>();
    for (Map.Entry<String, DefinitionNode> entry : named(node).entrySet()) {
      DefinitionNode measure = entry.getValue();
      measure.onlyKeys("unit", "expression");
      String unit = measure.at("unit").text().orElse("");
      String expression = measure.at("expression").text().orElse("");
      measures.add(new Measure(entry.getKey(), unit, expression));
    }
    return measures;
  }

  private static List<Exclusion> exclusions(DefinitionNode node) {
    List<Exclusion> exclusions = new ArrayList<>();
    named(node)
        .forEach((name, rule) -> exclusions.add(new Exclusion(name, rule.text().orElse(""))));
    return exclusions;
  }

  private static Map<String, DefinitionNode> named(DefinitionNode node) {
    if (node.isMissing()) {
      return Map.of();
    }
    Map<String, DefinitionNode> entries = node.entries();
    entries.forEach(
        (name, child) -> {
          if (!name.matches(FieldsReader.FIELD_NAME)) {
            child.problem(
                "\"%s\" is not a valid name; it must match %s"
                    .formatted(name, FieldsReader.FIELD_NAME));
          }
        });
    return entries;
  }

  private static List<Period> periods(DefinitionNode node) {
    if (node.isMissing()) {
      return List.of(Period.values());
    }
    Set<Period> periods = new HashSet<>();
    for (DefinitionNode item : node.items()) {
      item.oneOf(Period.values(), Period::id)
          .ifPresent(
              period -> {
                if (!periods.add(period)) {
                  item.problem(period.id() + " is listed twice");
                }
              });
    }
    if (periods.isEmpty()) {
      node.problem("must name at least one of hour, day, week, month, quarter");
    }
    return periods.stream().sorted().toList();
  }

  private static Optional<Schedule> schedule(DefinitionNode node) {
    try {
      return node.isMissing() ? Optional.empty() : node.text().map(Schedule::parse);
    } catch (IllegalArgumentException e) {
      node.problem(e.getMessage());
      return Optional.empty();
    }
  }

  private static Duration ahead(DefinitionNode node) {
    Optional<String> text = node.isMissing() ? Optional.empty() : node.text();
    Optional<Duration> ahead =
        text.flatMap(TimeLength::parse)
            .filter(length -> !length.isNegative() && length.compareTo(FARTHEST) <= 0);
    if (text.isPresent() && ahead.isEmpty()) {
      node.problem(
          "\"%s\" is not a duration from PT0S to P36500D, such as P1D or PT12H"
              .formatted(text.get()));
    }
    return ahead.orElse(Dataset.DEFAULT_AHEAD);
  }

  private List<Grouping> groups(DefinitionNode node) {
    Period finest = periods.isEmpty() ? Period.HOUR : periods.get(0);
    if (node.isMissing()) {
      return List.of(new Grouping(List.of(), finest));
    }
    List<Grouping> groups = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (DefinitionNode item : node.items()) {
      Grouping group = grouping(item, finest);
      if (!ids.add(group.id())) {
        item.at("by").problem("[%s] is already a group".formatted(group.id()));
      }
      groups.add(group);
    }
    if (!ids.contains("")) {
      node.problem("has no overall averages: add {by: []}");
    }
    return groups;
  }

  private Grouping grouping(DefinitionNode node, Period finest) {
    node.onlyKeys("by", "finest");
    List<Field> by = distinctFields(node.at("by"));
    for (Field field : by) {
      if (!field.type().canGroup()) {
        node.at("by")
            .problem(
                "%s is of type %s; averages are kept by string, integer, boolean, decimal and date fields"
                    .formatted(field.name(), field.type().id()));
      }
    }
    return new Grouping(by.stream().map(Field::name).toList(), finestOf(node.at("finest"), finest));
  }

  private Period finestOf(DefinitionNode node, Period otherwise) {
    if (node.isMissing()) {
      return otherwise;
    }
    Optional<Period> finest = node.oneOf(Period.values(), Period::id);
    if (finest.isPresent() && !periods.isEmpty() && !periods.contains(finest.get())) {
      node.problem(finest.get().id() + " is not among the dataset's periods");
    }
    return finest.orElse(otherwise);
  }
}
