package io.meanstream.catalog;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Settles what the names of zones, such as CST or Pacific Daylight Time, leave open: which zone one
 * means, and which of two times in the hour that a clock repeats.
 *
 * <p>java.time picks any zone that has the name, and of the hour always the first (JDK-8177819).
 */
final class ZoneNames {

  private static final List<DateTimeFormatter> STYLES =
      List.of(
          DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("zzzz", Locale.ENGLISH));

  private final ZoneId preferred;

  /** Names that stand for the preferred zone where its clock has them. */
  ZoneNames(ZoneId preferred) {
    this.preferred = preferred;
  }

  /** The zone of a text: the preferred one if the text has its name at this time. */
  ZoneId zoneOf(String text, LocalDateTime local, ZoneId parsed) {
    ZonedDateTime earlier = local.atZone(preferred);
    return isIn(text, earlier) || isIn(text, earlier.withLaterOffsetAtOverlap())
        ? preferred
        : parsed;
  }

  /** That of two times of a repeated hour whose name a text has, if it has the name of one. */
  Optional<ZonedDateTime> in(String text, ZonedDateTime time) {
    ZonedDateTime earlier = time.withEarlierOffsetAtOverlap();
    ZonedDateTime later = time.withLaterOffsetAtOverlap();
    boolean isEarlier = isIn(text, earlier);
    if (isEarlier == isIn(text, later)) {
      return Optional.empty();
    }
    return Optional.of(isEarlier ? earlier : later);
  }

  private static boolean isIn(String text, ZonedDateTime time) {
    return STYLES.stream().anyMatch(style -> hasWords(text, style.format(time)));
  }

  private static boolean hasWords(String text, String words) {
    for (int at = 0; at + words.length() <= text.length(); at++) {
      if (text.regionMatches(true, at, words, 0, words.length())
          && isBoundary(text, at - 1)
          && isBoundary(text, at + words.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBoundary(String text, int at) {
    return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }
}
