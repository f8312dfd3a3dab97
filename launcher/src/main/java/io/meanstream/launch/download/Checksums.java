package io.meanstream.launch.download;

import io.meanstream.source.http.FetchResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The expected hashes of a file, in lower-case hex, by Java's name of the algorithm. */
record Checksums(Map<String, String> byAlgorithm) {

  static final String SHA_256 = "SHA-256";
  static final String MD5 = "MD5";

  private static final Pattern SHA = Pattern.compile(".*\\bsha-256=:([A-Za-z0-9+/=]+):.*");
  private static final Pattern GOOGLE = Pattern.compile(".*\\bmd5=([A-Za-z0-9+/=]+).*");

  /**
   * The hashes that a server states for the whole file: {@code Content-MD5}, {@code Repr-Digest}
   * (RFC 9530), or Google Cloud Storage's {@code x-goog-hash}. ETags are not checksums: they only
   * distinguish versions.
   */
  static Checksums of(FetchResponse response) {
    Map<String, String> found = new LinkedHashMap<>();
    response
        .header("Repr-Digest")
        .flatMap(value -> first(SHA, value))
        .flatMap(Checksums::hex)
        .ifPresent(hex -> found.put(SHA_256, hex));
    response
        .header("Content-MD5")
        .or(() -> response.header("x-goog-hash").flatMap(value -> first(GOOGLE, value)))
        .flatMap(Checksums::hex)
        .ifPresent(hex -> found.put(MD5, hex));
    return new Checksums(found);
  }

  private static Optional<String> first(Pattern pattern, String value) {
    Matcher matcher = pattern.matcher(value);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> hex(String base64) {
    try {
      return Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(base64.strip())));
    } catch (IllegalArgumentException e) {
      // an unreadable header is ignored
      return Optional.empty();
    }
  }

  /** These hashes and the user's SHA-256, which takes precedence over the server's. */
  Checksums and(Optional<String> sha256) {
    Map<String, String> all = new LinkedHashMap<>(byAlgorithm);
    sha256.ifPresent(hex -> all.put(SHA_256, hex.toLowerCase(Locale.ROOT)));
    return new Checksums(all);
  }

  /** What is wrong with a file; empty if all hashes match. */
  Optional<String> mismatch(Path file) throws IOException {
    for (Map.Entry<String, String> expected : byAlgorithm.entrySet()) {
      String actual = hash(file, expected.getKey());
      if (!actual.equals(expected.getValue())) {
        return Optional.of(
            "its %s is %s, but must be %s"
                .formatted(expected.getKey(), actual, expected.getValue()));
      }
    }
    return Optional.empty();
  }

  private static String hash(Path file, String algorithm) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance(algorithm))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
