package io.meanstream.catalog.definition;

import io.meanstream.catalog.dataset.Schedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Reads values that all kinds of feeds have. */
final class FeedValues {

  private static final Duration LONGEST_INTERVAL = Duration.ofDays(366);

  private FeedValues() {}

  /** A text that matches a pattern. */
  static Optional<String> matching(DefinitionNode node, String pattern, String what) {
    Optional<String> text = node.text();
    if (text.isPresent() && !text.get().matches(pattern)) {
      node.problem("\"%s\" is not %s; it must match %s".formatted(text.get(), what, pattern));
      return Optional.empty();
    }
    return text;
  }

  /** The name of an environment variable. */
  static Optional<String> environmentVariable(DefinitionNode node) {
    return matching(node, "[A-Z][A-Z0-9_]*", "the name of an environment variable");
  }

  /** The time between two fetches, if the feed has such a schedule. */
  static Optional<Duration> every(DefinitionNode feed) {
    DefinitionNode every = feed.at("every");
    return every.isMissing()
        ? Optional.empty()
        : Optional.of(time(every, Duration.ofSeconds(1), LONGEST_INTERVAL, LONGEST_INTERVAL));
  }

  /** When to fetch, if the feed has such a schedule. */
  static Optional<String> cron(DefinitionNode feed) {
    DefinitionNode node = feed.at("cron");
    if (!node.isMissing() && !feed.at("every").isMissing()) {
      node.problem("conflicts with every; omit one of them");
    }
    try {
      return node.isMissing()
          ? Optional.empty()
          : node.text().flatMap(text -> Schedule.parse(text).cron());
    } catch (IllegalArgumentException e) {
      node.problem(e.getMessage());
      return Optional.empty();
    }
  }

  /** A duration within limits. */
  static Duration time(DefinitionNode node, Duration least, Duration most, Duration otherwise) {
    Optional<String> text = node.isMissing() ? Optional.empty() : node.text();
    Optional<Duration> time =
        text.flatMap(TimeLength::parse)
            .filter(it -> it.compareTo(least) >= 0 && it.compareTo(most) <= 0);
    if (text.isPresent() && time.isEmpty()) {
      node.problem(
          "\"%s\" is not a duration from %s to %s, such as PT15M"
              .formatted(text.get(), least, most));
    }
    return time.orElse(otherwise);
  }

  /** A whole number within limits. */
  static long number(DefinitionNode node, long least, long most, long otherwise) {
    Optional<BigDecimal> number = node.isMissing() ? Optional.empty() : node.number();
    Optional<Long> whole =
        number.flatMap(FeedValues::whole).filter(it -> it >= least && it <= most);
    if (number.isPresent() && whole.isEmpty()) {
      node.problem(
          "%s is not a whole number from %d to %d"
              .formatted(number.get().toPlainString(), least, most));
    }
    return whole.orElse(otherwise);
  }

  private static Optional<Long> whole(BigDecimal number) {
    try {
      return Optional.of(number.longValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
