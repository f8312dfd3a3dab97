package io.meanstream.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Guesses from a file's first bytes whether it is a table. */
public final class FileHead {

  /** How many bytes are examined. */
  public static final int LENGTH = 1 << 16;

  /** Signatures of formats that users mistake for CSV, and what to do instead. */
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "504B0304", "is a zip archive or a spreadsheet; name it .zip, or export it as CSV",
          "1F8B", "is a gzip file; name it .gz",
          "D0CF11E0", "is a spreadsheet; export it as CSV",
          "25504446", "is a PDF file",
          "50415231", "is a Parquet file; name it .parquet",
          "89504E47", "is an image");

  private static final String UTF_16_LITTLE = "FFFE";
  private static final String UTF_16_BIG = "FEFF";

  private static final Pattern BYTE_ORDER_MARKS = Pattern.compile("^\uFEFF+");

  private FileHead() {}

  /** Why the file cannot be a table; empty if it may be one. */
  public static Optional<String> mistakeIn(byte[] head, Charset charset) {
    String start = HexFormat.of().withUpperCase().formatHex(Arrays.copyOf(head, 4));
    for (Map.Entry<String, String> format : SIGNATURES.entrySet()) {
      if (start.startsWith(format.getKey())) {
        return Optional.of(format.getValue());
      }
    }
    boolean isUtf16 = start.startsWith(UTF_16_LITTLE) || start.startsWith(UTF_16_BIG);
    if (isUtf16 && charset.equals(StandardCharsets.UTF_8)) {
      return Optional.of("is in UTF-16, not in UTF-8; name its charset");
    }
    return controlCharacterIn(text(head, charset));
  }

  /** The first bytes as text, without byte order marks. */
  public static String text(byte[] head, Charset charset) {
    return BYTE_ORDER_MARKS.matcher(new String(head, charset)).replaceFirst("");
  }

  private static Optional<String> controlCharacterIn(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        return Optional.empty();
      }
      if (Character.isISOControl(c) && c != '\t') {
        return Optional.of(
            "is a binary file: character %d of its first line is U+%04X"
                .formatted(at + 1, (int) c));
      }
    }
    return Optional.empty();
  }
}
