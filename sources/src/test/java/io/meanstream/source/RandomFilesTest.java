package io.meanstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads files generated from seeds. {@link SourceFuzzTest} does the same with bytes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomFilesTest {

  private static final int FILES_OF_A_SEED = 250;

  private static final String TABLE =
      "ride_id,started_at,ended_at,start_station_name,start_lat\r\n"
          + "A1,2020-04-26 17:45:14,2020-04-26 18:12:03,Eckhart Park,41.8964\r\n"
          + "A2,2020-11-01 01:08:54,2020-11-01 01:17:08,\"Drake, \"\"N\"\"\r\nAve\",41.9244\r\n"
          + "A3,2020-03-08 02:54:13,2020-03-08 03:08:03,,\r\n";
  private static final String PUT = ",;\t\"\r\n\0 -.:0129eEZ+\u00E9\uFDD0\uFDD2\uFDD3\uFEFF";
  private static final List<String> CELLS =
      List.of(
          "",
          " ",
          "A1",
          "2020-04-26 17:45:14",
          "2020-11-01 01:30:00",
          "2020-04-26 24:00",
          "2020-02-30 10:00",
          "41.9",
          "-91",
          "1e400",
          "\r",
          "\n",
          "\"",
          ",",
          "\uFDD0",
          "\uFEFF",
          "\0",
          "\uD83D");
  private static final List<String> SPLICES =
      List.of(
          "",
          "\"",
          ",",
          ";",
          "\t",
          "\n",
          "\r",
          "\r\n",
          "\"\"",
          "\",\"",
          "\0",
          "\u00E9",
          "\u00FF",
          "\u00C3",
          "\u00EF\u00BB\u00BF",
          "\u00EF\u00B7\u0090",
          "-",
          "9",
          " ",
          "NaN",
          "9999999999999999999999",
          "2020-02-30");

  /** One seed; {@link ManyRandomFilesTest} tries more. */
  LongStream seeds() {
    return LongStream.of(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomBytesAreRefusedOrAccountedFor(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < FILES_OF_A_SEED; i++) {
      SourceFuzzTest.assertAccountedFor(bytes(random, 2_000));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomBytesBelowAHeaderAreAccountedFor(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < FILES_OF_A_SEED; i++) {
      byte[] file = SourceFuzzTest.belowAHeader(bytes(random, 500));
      assertThat(SourceFuzzTest.assertAccountedFor(file)).isPresent();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mutatedRowsAreRefusedOrAccountedFor(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < FILES_OF_A_SEED; i++) {
      // Given
      String table = random.nextBoolean() ? TABLE : TABLE.replace("\"", "");
      table = mutated(random, table, random.nextInt(9), 12, () -> put(random));

      // When
      OptionalLong rows = SourceFuzzTest.assertAccountedFor(table.getBytes(StandardCharsets.UTF_8));

      // Then every line is a row if nothing is quoted
      if (rows.isPresent() && table.indexOf('"') < 0) {
        long lines = Stream.of(table.split("[\r\n]")).filter(line -> !line.isEmpty()).count();
        assertThat(rows.getAsLong()).as(table).isEqualTo(lines - 1);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void generatedRowsAreAllThere(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < FILES_OF_A_SEED; i++) {
      // Given rows with any number of cells, all quoted (RFC 4180 2.7)
      int rows = random.nextInt(13);
      StringBuilder table = new StringBuilder("ride_id,started_at,ended_at,start_lat\n");
      for (int row = 0; row < rows; row++) {
        table
            .append(
                IntStream.rangeClosed(0, random.nextInt(6))
                    .mapToObj(column -> quoted(cell(random)))
                    .collect(Collectors.joining(",")))
            .append("\r\n");
      }

      // When
      OptionalLong read =
          SourceFuzzTest.assertAccountedFor(table.toString().getBytes(StandardCharsets.UTF_8));

      // Then
      assertThat(read).as(table.toString()).hasValue(rows);
    }
  }

  /** Stretches of real files, below their headers, with some bytes changed. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mutatedRealRowsAreRefusedOrAccountedFor(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < FILES_OF_A_SEED; i++) {
      byte[] stretch = RealStretches.any(random);
      String text = new String(stretch, StandardCharsets.ISO_8859_1);
      String spliced =
          mutated(
              random,
              text,
              random.nextInt(11),
              40,
              () -> SPLICES.get(random.nextInt(SPLICES.size())));
      SourceFuzzTest.assertAccountedFor(spliced.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static byte[] bytes(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Replaces random characters of a text, so many times. */
  private static String mutated(
      Random random, String text, int places, int mostRemoved, Supplier<String> put) {
    String mutated = text;
    for (int i = 0; i < places; i++) {
      int from = random.nextInt(mutated.length() + 1);
      int to = Math.min(from + random.nextInt(mostRemoved + 1), mutated.length());
      mutated = mutated.substring(0, from) + put.get() + mutated.substring(to);
    }
    return mutated;
  }

  private static String put(Random random) {
    return random
        .ints(random.nextInt(13), 0, PUT.length())
        .mapToObj(at -> PUT.substring(at, at + 1))
        .collect(Collectors.joining());
  }

  /** Half of its characters are typical of rows, half arbitrary. */
  private static String cell(Random random) {
    return random.nextBoolean()
        ? CELLS.get(random.nextInt(CELLS.size()))
        : random
            .ints(random.nextInt(11), 0, random.nextBoolean() ? 0x80 : 0x10000)
            .mapToObj(c -> String.valueOf((char) c))
            .collect(Collectors.joining());
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }
}
