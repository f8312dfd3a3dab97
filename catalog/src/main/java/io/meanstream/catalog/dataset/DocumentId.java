package io.meanstream.catalog.dataset;

import io.meanstream.catalog.period.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * IDs of stored documents: parts joined by {@code |}. {@code %}, {@code |}, {@code =} and {@code ,}
 * in parts are percent-encoded, so that different parts never make the same ID.
 */
public final class DocumentId {

  private DocumentId() {}

  /** Joins the parts to one ID. */
  public static String join(String... parts) {
    if (parts.length == 1) {
      return encode(parts[0]);
    }
    return Stream.of(parts).map(DocumentId::encode).collect(Collectors.joining("|"));
  }

  /**
   * The ID of a row without a key.
   *
   * @param sourceHash the SHA-256 of the source's decompressed bytes
   * @param row counted from 1
   */
  public static String ofPosition(String sourceHash, long row) {
    return join(sourceHash, Long.toString(row));
  }

  /**
   * A group as {@code field=value} pairs joined by a comma; a missing value is the bare field name.
   *
   * @param values one for each field, null if it is missing
   */
  public static String group(List<String> by, List<String> values) {
    List<String> pairs = new ArrayList<>(by.size());
    for (int i = 0; i < by.size(); i++) {
      String value = values.get(i);
      pairs.add(value == null ? encode(by.get(i)) : encode(by.get(i)) + "=" + encode(value));
    }
    return String.join(",", pairs);
  }

  /**
   * The ID of an average.
   *
   * @param group as {@link #group} writes it
   */
  public static String average(String dataset, Period period, String label, String group) {
    return join(dataset, period.id(), label) + "|" + group;
  }

  private static String encode(String part) {
    int at = firstReserved(part);
    if (at < 0) {
      return part;
    }
    StringBuilder encoded = new StringBuilder(part.length() + 8).append(part, 0, at);
    for (; at < part.length(); at++) {
      char c = part.charAt(at);
      if (isReserved(c)) {
        encoded.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }

  private static int firstReserved(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (isReserved(part.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isReserved(char c) {
    return c == '%' || c == '|' || c == '=' || c == ',';
  }
}
