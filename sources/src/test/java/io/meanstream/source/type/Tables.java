package io.meanstream.source.type;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Reads the tables of cases beside the tests: columns separated by bars, the last one gives the
 * reason.
 */
final class Tables {

  private Tables() {}

  static Stream<Arguments> rows(String file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Tables.class.getResourceAsStream(file), file),
                StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(Tables::row).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Arguments row(String line) {
    return Arguments.of((Object[]) line.split(" \\| "));
  }
}
