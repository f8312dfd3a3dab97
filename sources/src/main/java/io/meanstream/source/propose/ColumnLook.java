package io.meanstream.source.propose;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.NumberStyle;
import io.meanstream.catalog.value.Decimals;
import io.meanstream.catalog.value.FieldType;
import io.meanstream.source.type.ValueParser;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What one column's values look like: which types fit all of them, and whether values repeat. */
final class ColumnLook {

  private static final Set<String> NO_VALUES =
      Set.of("NA", "N/A", "n/a", "?", "NULL", "null", "\\N", "-", "NaN", "nan", "None", "none");
  private static final List<String> TIMES =
      List.of(
          "M/d/yyyy H:mm[:ss]",
          "M/d/yyyy h:mm[:ss] a",
          "d/M/yyyy H:mm[:ss]",
          "d.M.yyyy H:mm[:ss]",
          "d-M-yyyy H:mm[:ss]",
          "yyyy/M/d H:mm[:ss]",
          "yyyyMMdd H:mm[:ss]",
          "yyyy-MM-dd H",
          "d-MMM-yyyy H:mm[:ss]",
          "d MMM yyyy H:mm[:ss]",
          "MMM d, yyyy h:mm[:ss] a",
          "EEE MMM dd HH:mm:ss z yyyy",
          "EEE, d MMM yyyy HH:mm:ss z",
          "yyyy-MM-dd HH:mm:ss z",
          "dd/MMM/yyyy:HH:mm:ss Z");
  private static final List<String> DAYS =
      List.of(
          "yyyy-MM-dd",
          "M/d/yyyy",
          "d/M/yyyy",
          "d.M.yyyy",
          "d-M-yyyy",
          "yyyy/M/d",
          "yyyyMMdd",
          "d-MMM-yyyy",
          "d MMM yyyy",
          "MMM d, yyyy");
  private static final String TIME_WORDS = ".*(time|date|stamp|created|updated|_at|\\bat|\\bts).*";
  private static final Pattern ZONE =
      Pattern.compile("(Z|[+-]\\d\\d:?\\d\\d|\\b[A-Z]{3,4}( \\d{4})?)$");
  private static final Map<String, Pattern> TIMES_OF_DAY =
      Map.of(
          "H:mm[:ss]", Pattern.compile("\\d{1,2}:\\d\\d(:\\d\\d)?"),
          "H.mm.ss", Pattern.compile("\\d{1,2}\\.\\d\\d\\.\\d\\d"),
          "h:mm[:ss] a", Pattern.compile("\\d{1,2}:\\d\\d(:\\d\\d)? [AaPp][Mm]"));
  private static final int GROUP_VALUES = 50;

  private static final String CODE_WORDS = ".*(type|code|class|kind|id|zone|zip)";

  /** At most one value in this many may fail to parse as a time. */
  private static final int TIMES_PER_MISS = 4;

  /** At most one value in this many may fail to parse as a number. */
  private static final int NUMBERS_PER_MISS = 20;

  /** After this many values, types that do not fit are ruled out. */
  private static final int ENOUGH = 1_000;

  /** A type with its settings in a definition, and the number of values that do not parse. */
  static final class Candidate {

    private final FieldType type;
    private final NumberStyle numbers;
    private final List<String> formats;
    private final ValueParser parser;
    private long misses;
    private String firstMiss = "";

    private Candidate(
        FieldType type, NumberStyle numbers, List<String> formats, ValueParser parser) {
      this.type = type;
      this.numbers = numbers;
      this.formats = formats;
      this.parser = parser;
    }

    static Candidate of(FieldType type, NumberStyle numbers, String... formats) {
      Field field =
          new Field(
              "f",
              type,
              false,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of(formats),
              List.of(),
              List.of(),
              List.of(),
              Optional.empty(),
              List.of());
      return new Candidate(
          type, numbers, List.of(formats), ValueParser.of(field, numbers, ZoneOffset.UTC));
    }

    FieldType type() {
      return type;
    }

    NumberStyle numbers() {
      return numbers;
    }

    List<String> formats() {
      return formats;
    }

    boolean isTime() {
      return type == FieldType.TIMESTAMP || type == FieldType.DATE;
    }

    boolean isNumber() {
      return type == FieldType.INTEGER || type == FieldType.DOUBLE;
    }

    /** How many values do not parse. */
    long misses() {
      return misses;
    }

    /** The first value that does not parse; empty if all do. */
    String firstMiss() {
      return firstMiss;
    }

    /** Counts a value, and returns whether the type may still fit the column. */
    private boolean takes(String value, long filled) {
      char[] text = value.toCharArray();
      if (parser.parse(text, 0, text.length) == null || !fits(this, value)) {
        if (misses == 0) {
          firstMiss = value;
        }
        misses++;
      }
      return isTolerated(Math.max(filled, ENOUGH));
    }

    /** Whether the type fits the column: a few times and numbers may be mistyped. */
    private boolean isTolerated(long filled) {
      return switch (type) {
        // a value in another charset is still a string
        case STRING -> true;
        case TIMESTAMP, DATE -> misses * TIMES_PER_MISS <= filled;
        case INTEGER, DOUBLE -> misses * NUMBERS_PER_MISS <= filled;
        default -> misses == 0;
      };
    }
  }

  private final String name;
  private final List<Candidate> candidates;
  private final Set<String> markers = new TreeSet<>();
  private final Set<String> values = new HashSet<>();
  private final Set<String> timesOfDay = new HashSet<>(TIMES_OF_DAY.keySet());
  private long repeats;
  private long filled;
  private long first = -1;
  private boolean isCount = true;
  private boolean hasZone;

  ColumnLook(String name, List<NumberStyle> styles) {
    this.name = name;
    this.candidates = new ArrayList<>(candidates(name, styles));
  }

  /** The types, from the most to the least specific; 1.250 is a double rather than grouped. */
  private static List<Candidate> candidates(String name, List<NumberStyle> styles) {
    List<Candidate> all = new ArrayList<>();
    all.add(Candidate.of(FieldType.BOOLEAN, NumberStyle.PLAIN));
    all.add(Candidate.of(FieldType.TIMESTAMP, NumberStyle.PLAIN));
    TIMES.forEach(time -> all.add(Candidate.of(FieldType.TIMESTAMP, NumberStyle.PLAIN, time)));
    DAYS.forEach(day -> all.add(Candidate.of(FieldType.DATE, NumberStyle.PLAIN, day)));
    if (name.toLowerCase(Locale.ROOT).matches(TIME_WORDS)) {
      Stream.of("excel", "epoch_seconds", "epoch_millis", "epoch_micros")
          .forEach(it -> all.add(Candidate.of(FieldType.TIMESTAMP, NumberStyle.PLAIN, it)));
    }
    for (NumberStyle style : styles) {
      all.add(Candidate.of(FieldType.INTEGER, style));
      all.add(Candidate.of(FieldType.DOUBLE, style));
    }
    all.add(Candidate.of(FieldType.STRING, NumberStyle.PLAIN));
    return all;
  }

  void look(String value) {
    if (value.isBlank()) {
      return;
    }
    if (NO_VALUES.contains(value.strip())) {
      markers.add(value.strip());
      return;
    }
    filled++;
    String text = value.strip();
    candidates.removeIf(it -> !it.takes(text, filled));
    if (!hasZone && candidates.stream().anyMatch(Candidate::isTime)) {
      hasZone = ZONE.matcher(text).find();
    }
    isCount = isCount && isNext(text);
    timesOfDay.removeIf(format -> !TIMES_OF_DAY.get(format).matcher(text).matches());
    if (!values.add(value)) {
      repeats++;
    }
  }

  private boolean isNext(String text) {
    if (!text.matches("\\d{1,18}")) {
      return false;
    }
    long number = Long.parseLong(text);
    if (first < 0) {
      first = number;
    }
    return number == first + filled - 1;
  }

  /** Whether a number that could be a time falls into the present era. */
  private static boolean fits(Candidate candidate, String value) {
    if (candidate.formats().isEmpty()) {
      return true;
    }
    return switch (candidate.formats().get(0)) {
      case "excel" -> isBetween(value, 20_000, 80_000);
      case "epoch_seconds" -> isBetween(value, 3e8, 4e9);
      case "epoch_millis" -> isBetween(value, 3e11, 4e12);
      case "epoch_micros" -> isBetween(value, 3e14, 4e15);
      case "yyyyMMdd" -> isBetween(value, 19_000_101, 21_001_231);
      default -> true;
    };
  }

  private static boolean isBetween(String value, double least, double most) {
    return Decimals.parse(value)
        .map(BigDecimal::doubleValue)
        .filter(number -> number >= least && number <= most)
        .isPresent();
  }

  String name() {
    return name;
  }

  /**
   * A time if nearly all values are times, a number if nearly all are numbers; otherwise the most
   * specific type that fits all. Of codes, such as station ids, all must be numbers.
   */
  Candidate best() {
    if (filled == 0) {
      return Candidate.of(FieldType.STRING, NumberStyle.PLAIN);
    }
    return mostFitting(Candidate::isTime)
        .or(() -> mostFitting(it -> it.type() != FieldType.STRING && it.misses() == 0))
        .or(() -> mostFitting(it -> it.isNumber() && !isCode()))
        .orElseGet(() -> candidates.get(candidates.size() - 1));
  }

  private Optional<Candidate> mostFitting(Predicate<Candidate> kind) {
    return candidates.stream()
        .filter(kind)
        .filter(it -> it.isTolerated(filled))
        .min(Comparator.comparing(Candidate::misses));
  }

  /** Whether as many values of a style parse as a type as of the best style. */
  boolean takes(FieldType type, NumberStyle style) {
    return candidates.stream()
        .filter(it -> it.type() == type && it.numbers().equals(style))
        .anyMatch(it -> it.misses <= best().misses);
  }

  /** Other formats that fit all values as well, such as day before month. */
  List<String> otherFormats() {
    return best().formats().isEmpty()
        ? List.of()
        : candidates.stream()
            .filter(it -> it != best() && it.type() == best().type() && it.misses == best().misses)
            .map(it -> it.formats().get(0))
            .toList();
  }

  boolean isTime() {
    return best().isTime();
  }

  /** The format of its values if they are times of day, which need a day from another column. */
  Optional<String> timeOfDay() {
    return timesOfDay.stream().findAny().filter(format -> filled > 0);
  }

  boolean isNumber() {
    return best().isNumber();
  }

  boolean hasZone() {
    return hasZone || best().formats().stream().anyMatch(it -> it.startsWith("epoch"));
  }

  /** The texts that mean "no value", unless the column is one of strings. */
  Set<String> markers() {
    return best().type() == FieldType.STRING ? Set.of() : markers;
  }

  long filled() {
    return filled;
  }

  /** How many values occur in another row as well. */
  long repeats() {
    return repeats;
  }

  int distinct() {
    return values.size();
  }

  /** Whether its values form groups: few of them, each in several rows. */
  boolean isGroup() {
    boolean canGroup =
        Set.of(FieldType.STRING, FieldType.BOOLEAN, FieldType.INTEGER).contains(best().type());
    return canGroup && distinct() > 1 && distinct() <= GROUP_VALUES && filled >= 2L * distinct();
  }

  /** Whether its name suggests a code, whose numbers are labels. */
  boolean isCode() {
    return isId() || name.matches(CODE_WORDS);
  }

  /** Whether it numbers the rows of its file: such numbers occur in other files as well. */
  boolean isRowNumber() {
    return isCount && filled > 1 && first <= 1 && name.matches("(.*_)?(no|number)");
  }

  /** Whether its name suggests an identifier. */
  boolean isId() {
    return name.toLowerCase(Locale.ROOT).matches("(.*[^a-z])?(id|ids|uuid|guid|key|number|no)");
  }
}
