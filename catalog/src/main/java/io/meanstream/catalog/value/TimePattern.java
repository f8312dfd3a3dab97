package io.meanstream.catalog.value;

import java.text.ParsePosition;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts of a valid pattern of {@link DateTimeFormatter}.
 *
 * @param letters the letters that stand for values
 * @param literals the text between them, with each letter replaced by a line end
 */
record TimePattern(String letters, String literals) {

  private static final Pattern PART = Pattern.compile("'((?:[^']|'')*)'|([A-Za-z])\\2*|[^A-Za-z']");
  private static final Pattern ZONE_LETTERS = Pattern.compile("[VvzOXxZ]");
  private static final Pattern TIME_LETTERS = Pattern.compile("[aBhHkKmsSAnN]");
  private static final Pattern HOUR_LETTERS = Pattern.compile("[hHK]");
  private static final Pattern OFFSET = Pattern.compile("[-+]\\d{2}:?\\d{2}|\\+\\d{2}");

  /** Literals that cannot be a zone; Java would load the names of all zones to find that out. */
  private static final Pattern NO_ZONE = Pattern.compile("[^A-Za-z0-9]*|[A-Ya-z]");

  private static final DateTimeFormatter ZONE =
      DateTimeFormatter.ofPattern("[zzzz][zzz][VV]", Locale.ENGLISH);

  static TimePattern parse(String pattern) {
    StringBuilder letters = new StringBuilder();
    StringBuilder literals = new StringBuilder();
    for (Matcher part = PART.matcher(pattern); part.find(); ) {
      if (part.group(2) != null) {
        letters.append(part.group(2));
        literals.append('\n');
      } else {
        literals.append(part.group(1) == null ? part.group() : part.group(1));
      }
    }
    return new TimePattern(letters.toString(), literals.toString());
  }

  /**
   * The pattern of the same date and time without the names of zones. To parse one, Java loads the
   * names of all zones, which takes longer than starting a service without them.
   */
  static String withoutZoneNames(String pattern) {
    return PART.matcher(pattern)
        .replaceAll(
            part ->
                part.group(2) != null && "zv".contains(part.group(2))
                    ? ""
                    : Matcher.quoteReplacement(part.group()));
  }

  /** Whether texts contain more than a day. */
  boolean hasTime() {
    return TIME_LETTERS.matcher(letters).find();
  }

  /** Whether texts contain an hour, perhaps without minutes. */
  boolean hasHour() {
    return HOUR_LETTERS.matcher(letters).find();
  }

  /** Whether texts contain a zone name that may mean several zones or offsets. */
  boolean namesZone() {
    return letters.indexOf('z') >= 0;
  }

  /**
   * Rejects letters that Java reads differently from what files mean by them.
   *
   * @throws IllegalArgumentException that says what to write instead
   */
  void refuseMisreading() {
    if (letters.indexOf('k') >= 0) {
      throw new IllegalArgumentException(
          "k reads 24:00 as the start of the same day; write H, which reads it as the start of the"
              + " next");
    }
    if (ZONE_LETTERS.matcher(letters).find()) {
      return;
    }
    Stream.of(literals.split("\n"))
        .map(literal -> literal.replaceAll("[\\[\\](),;]", " ").strip())
        .flatMap(literal -> Stream.concat(Stream.of(literal), Stream.of(literal.split("\\s+"))))
        .filter(TimePattern::isZone)
        .findFirst()
        .ifPresent(
            zone -> {
              throw new IllegalArgumentException(
                  "ignores \"%s\" and reads the time as local; write VV or z for a zone's name, XXX for an offset"
                      .formatted(zone));
            });
  }

  private static boolean isZone(String literal) {
    if (OFFSET.matcher(literal).matches()) {
      return true;
    }
    ParsePosition end = new ParsePosition(0);
    return !NO_ZONE.matcher(literal).matches()
        && ZONE.parseUnresolved(literal, end) != null
        && end.getIndex() == literal.length();
  }
}
