package io.meanstream.schedule.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Names of runs, which tell their time and sort by it. */
public final class RunIds {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
  private static final int RANDOM_BYTES = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RunIds() {}

  /** A new one, such as {@code 20200501T151500000-9f86d081}. */
  public static String next(Instant now) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return TIME.format(now) + "-" + HexFormat.of().formatHex(random);
  }
}
