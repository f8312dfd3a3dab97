package io.meanstream.persist.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes texts, most of which are equal to the one before. Such texts share one string.
 * Thread-safe.
 */
final class RepeatedText {

  private record Decoded(byte[] bytes, String text) {}

  private volatile Decoded last = new Decoded(new byte[0], "");

  String of(byte[] utf8) {
    Decoded before = last;
    if (Arrays.equals(before.bytes, utf8)) {
      return before.text;
    }
    Decoded decoded = new Decoded(utf8.clone(), new String(utf8, StandardCharsets.UTF_8));
    last = decoded;
    return decoded.text;
  }
}
