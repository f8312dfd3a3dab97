package io.meanstream.catalog.value;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Resolves names of zones such as CST or Pacific Daylight Time: which zone a name means, and which
 * of its offsets. CET and EST mean standard time even in summer.
 *
 * <p>java.time picks any zone with the name, for BST one in the Pacific and for IST one in Africa.
 * It ignores the season that a name implies, and always takes the first of a repeated hour
 * (JDK-8177819).
 */
final class ZoneNames {

  private static final List<DateTimeFormatter> STYLES = styles("zzz", "zzzz");
  private static final List<DateTimeFormatter> STYLES_WITHOUT_SEASON = styles("v", "vvvv");

  /** Preferred to java.time's choice: its BST is far better known than Bougainville's. */
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  /** The other season of a zone is at most this far away. */
  private static final Duration YEAR = Duration.ofDays(366);

  private final ZoneId preferred;

  /** Names that mean the preferred zone if its clock uses them. */
  ZoneNames(ZoneId preferred) {
    this.preferred = preferred;
  }

  private static List<DateTimeFormatter> styles(String... patterns) {
    return Stream.of(patterns)
        .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH))
        .toList();
  }

  /**
   * The time of a text: an {@link Instant}, or a {@link ZonedDateTime} if the zone's clock shows it
   * twice or never and the name does not say which is meant, or null if no clock uses the name.
   *
   * @param parsed java.time's choice of zone for the name
   */
  Object timeOf(String text, LocalDateTime local, ZoneId parsed) {
    if (parsed.getRules().isFixedOffset()) {
      return local.atZone(parsed).toInstant();
    }
    return Stream.of(preferred, LONDON, parsed)
        .flatMap(zone -> named(text, local, zone).stream())
        .findFirst()
        .or(() -> withoutSeason(text, local, parsed))
        .orElse(null);
  }

  /**
   * The instant at which a zone's clock shows a time, or the time itself if that happens twice or
   * never.
   */
  static Object certain(LocalDateTime local, ZoneId zone) {
    ZonedDateTime time = local.atZone(zone);
    return zone.getRules().getTransition(local) == null ? time.toInstant() : time;
  }

  private static Optional<Object> named(String text, LocalDateTime local, ZoneId zone) {
    ZonedDateTime earlier = local.atZone(zone);
    ZonedDateTime later = earlier.withLaterOffsetAtOverlap();
    boolean isEarlier = isIn(text, earlier, STYLES);
    boolean isLater = isIn(text, later, STYLES);
    if (isEarlier && isLater) {
      return Optional.of(certain(local, zone));
    }
    if (isEarlier || isLater) {
      return Optional.of((isEarlier ? earlier : later).toInstant());
    }
    return inOtherSeason(text, local, zone);
  }

  /** The instant with the offset of the season before or after that of the time. */
  private static Optional<Object> inOtherSeason(String text, LocalDateTime local, ZoneId zone) {
    Instant instant = local.atZone(zone).toInstant();
    ZoneOffsetTransition before = zone.getRules().previousTransition(instant);
    ZoneOffsetTransition after = zone.getRules().nextTransition(instant);
    return Stream.of(
            Optional.ofNullable(before).map(change -> change.getInstant().minusSeconds(1)),
            Optional.ofNullable(after).map(ZoneOffsetTransition::getInstant))
        .flatMap(Optional::stream)
        .filter(other -> Duration.between(instant, other).abs().compareTo(YEAR) <= 0)
        .map(other -> other.atZone(zone))
        .filter(other -> isIn(text, other, STYLES))
        .<Object>map(other -> local.toInstant(other.getOffset()))
        .findFirst();
  }

  private Optional<Object> withoutSeason(String text, LocalDateTime local, ZoneId parsed) {
    return Stream.of(preferred, parsed)
        .filter(
            zone ->
                hasWords(text, zone.getId())
                    || isIn(text, local.atZone(zone), STYLES_WITHOUT_SEASON))
        .map(zone -> certain(local, zone))
        .findFirst();
  }

  private static boolean isIn(String text, ZonedDateTime time, List<DateTimeFormatter> styles) {
    return styles.stream().anyMatch(style -> hasWords(text, style.format(time)));
  }

  private static boolean hasWords(String text, String words) {
    for (int at = 0; at + words.length() <= text.length(); at++) {
      if (text.regionMatches(true, at, words, 0, words.length())
          && (at == 0 || !Character.isLetter(text.charAt(at - 1)))
          && isEnd(text, at + words.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEnd(String text, int at) {
    return at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }
}
