package io.meanstream.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.Dataset;
import io.meanstream.ingest.type.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Whatever the bytes are, a source is refused in one line, or each of its rows is accepted or
 * rejected; {@code -Dfuzz.tries} sets how many are tried.
 */
class FuzzTest {

  private static final Dataset RIDES = Catalog.load(Path.of("../datasets")).find("rides").get();
  private static final ReadOptions COMMAS =
      new ReadOptions(StandardCharsets.UTF_8, Optional.of(','), List.of(), UnpackLimits.STANDARD);
  private static final String TABLE =
      "ride_id,started_at,ended_at,start_station_name,start_lat\r\n"
          + "A1,2020-04-26 17:45:14,2020-04-26 18:12:03,Eckhart Park,41.8964\r\n"
          + "A2,2020-11-01 01:08:54,2020-11-01 01:17:08,\"Drake, \"\"N\"\"\r\nAve\",41.9244\r\n"
          + "A3,2020-03-08 02:54:13,2020-03-08 03:08:03,,\r\n";

  @Property
  void randomBytesAreRefusedOrAccountedFor(@ForAll @Size(max = 2_000) byte[] bytes)
      throws Exception {
    assertAccountedFor(bytes);
  }

  @Property
  void randomBytesBelowAHeaderAreAccountedFor(@ForAll @Size(max = 500) byte[] bytes)
      throws Exception {
    // Given
    byte[] header = "ride_id,started_at,ended_at\n".getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[header.length + bytes.length];
    System.arraycopy(header, 0, all, 0, header.length);
    System.arraycopy(bytes, 0, all, header.length, bytes.length);

    // When, Then
    assertThat(assertAccountedFor(all)).isPresent();
  }

  @Property
  void mutatedRowsAreRefusedOrAccountedFor(@ForAll("mutated") String table) throws Exception {
    // When
    OptionalLong rows = assertAccountedFor(table.getBytes(StandardCharsets.UTF_8));

    // Then lines are rows where nothing is in quotes
    if (rows.isPresent() && table.indexOf('"') < 0) {
      long lines = Stream.of(table.split("[\r\n]")).filter(line -> !line.isEmpty()).count();
      assertThat(rows.getAsLong()).isEqualTo(lines - 1);
    }
  }

  @Property
  void generatedRowsAreAllThere(@ForAll("cells") List<List<String>> rows) throws Exception {
    // Given rows of any number of cells, all in quotes (RFC 4180 2.7)
    StringBuilder table = new StringBuilder("ride_id,started_at,ended_at,start_lat\n");
    for (List<String> row : rows) {
      table
          .append(row.stream().map(FuzzTest::quoted).collect(Collectors.joining(",")))
          .append("\r\n");
    }

    // When
    OptionalLong read = assertAccountedFor(table.toString().getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(read).hasValue(rows.size());
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  @Provide
  Arbitrary<List<List<String>>> cells() {
    Arbitrary<String> cell =
        Arbitraries.oneOf(
            Arbitraries.of(
                "",
                " ",
                "A1",
                "2020-04-26 17:45:14",
                "2020-11-01 01:30:00",
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
                "\uD83D"),
            Arbitraries.strings().ofMaxLength(10));
    return cell.list().ofMinSize(1).ofMaxSize(6).list().ofMaxSize(12);
  }

  @Property
  @AddLifecycleHook(NeedsRealData.class)
  void mutatedRealRowsAreRefusedOrAccountedFor(@ForAll("real") byte[] bytes) throws Exception {
    assertAccountedFor(bytes);
  }

  /** Stretches of real files below their headers, some of whose bytes are others. */
  @Provide
  Arbitrary<byte[]> real() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 4_000);
    Arbitrary<List<Splice>> splices =
        Combinators.combine(
                places,
                Arbitraries.integers().between(0, 40),
                Arbitraries.of(
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
                    "2020-02-30"))
            .as(Splice::new)
            .list()
            .ofMaxSize(10);
    return Combinators.combine(Arbitraries.of(NeedsRealData.FILES), places, splices)
        .as((file, start, changes) -> Splice.all(NeedsRealData.stretch(file, start), changes));
  }

  /** Some bytes in the place of others. */
  private record Splice(int at, int removed, String put) {

    static byte[] all(byte[] bytes, List<Splice> splices) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      for (Splice splice : splices) {
        int from = Math.min(splice.at, text.length());
        int to = Math.min(from + splice.removed, text.length());
        text = text.substring(0, from) + splice.put + text.substring(to);
      }
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  @Provide
  Arbitrary<String> mutated() {
    Arbitrary<Mutation> mutation =
        Combinators.combine(
                Arbitraries.integers().between(0, TABLE.length() - 1),
                Arbitraries.integers().between(0, 12),
                Arbitraries.strings()
                    .withChars(",;\t\"\r\n\0 -.:0129eEZ+\u00E9\uFDD0\uFDD2\uFDD3\uFEFF")
                    .ofMaxLength(12))
            .as(Mutation::new);
    return Combinators.combine(
            Arbitraries.of(TABLE, TABLE.replace("\"", "")), mutation.list().ofMaxSize(8))
        .as(Mutation::all);
  }

  /** Some characters of a text in the place of others. */
  private record Mutation(int at, int removed, String put) {

    static String all(String text, List<Mutation> mutations) {
      String mutated = text;
      for (Mutation mutation : mutations) {
        int from = Math.min(mutation.at, mutated.length());
        int to = Math.min(from + mutation.removed, mutated.length());
        mutated = mutated.substring(0, from) + mutation.put + mutated.substring(to);
      }
      return mutated;
    }
  }

  /**
   * The number of rows, or nothing where the source is refused; read once with the separator that
   * is found by looking, and once with commas, as another reader reads it.
   */
  private static OptionalLong assertAccountedFor(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", ".csv");
    SourceFile source = new SourceFile("fuzz.csv", file, Optional.empty());
    try {
      Files.write(file, bytes);
      OptionalLong rows = read(source, COMMAS);
      OptionalLong lines = OtherReader.rows(bytes);
      if (rows.isPresent() && lines.isPresent()) {
        assertThat(rows).isEqualTo(lines);
      }
      return read(source, ReadOptions.STANDARD);
    } finally {
      Files.delete(file);
    }
  }

  private static OptionalLong read(SourceFile source, ReadOptions options) throws IOException {
    try {
      Content content = Content.of(source, options, passed -> {});
      assertThat(content.bytes()).isEqualTo(Files.size(source.file()));
      try (RowReader rows = RowReader.open(source, RIDES, options, content.hash())) {
        long accepted = 0;
        long rejected = 0;
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
          if (row.get() instanceof Row.Accepted) {
            accepted++;
          } else {
            rejected++;
          }
          assertThat(row.get().row()).isEqualTo(accepted + rejected);
        }
        rows.verify(content);
        assertThat(content.rows()).isEqualTo(accepted + rejected);
        return OptionalLong.of(accepted + rejected);
      }
    } catch (SourceException e) {
      assertThat(e).hasMessageStartingWith("fuzz.csv: ");
      assertThat(e.getMessage()).doesNotContain("cannot be read", "changed", "\n");
      return OptionalLong.empty();
    }
  }
}
