package io.meanstream.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.catalog.dataset.Bound;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Exclusion;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.dataset.Grouping;
import io.meanstream.catalog.dataset.Schedule;
import io.meanstream.catalog.definition.DefinitionException;
import io.meanstream.catalog.period.Period;
import io.meanstream.catalog.source.Format;
import io.meanstream.catalog.source.HttpFeed;
import io.meanstream.catalog.source.NumberStyle;
import io.meanstream.catalog.source.Paging;
import io.meanstream.catalog.source.Source;
import io.meanstream.catalog.source.TableFeed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class CatalogTest {

  private static final Path SHIPPED = Path.of("..", "datasets");

  @TempDir Path folder;

  @Test
  void theShippedRidesDefinitionIsComplete() {
    Dataset rides = Catalog.load(SHIPPED).find("rides").orElseThrow();

    assertThat(rides.topic()).isEqualTo("bike-rides");
    assertThat(rides.keys()).containsExactly(List.of("ride_id"), List.of("bike_id", "started_at"));
    assertThat(rides.exclude())
        .extracting(Exclusion::name)
        .containsExactly(
            "negative_duration", "zero_duration", "too_short", "too_long", "test_station");
    assertThat(rides.measures())
        .extracting(m -> m.name() + " in " + m.unit())
        .containsExactly("duration in s", "distance in km");
    assertThat(rides.groups())
        .extracting(g -> g.id() + " from " + g.finest().id())
        .containsExactly(
            " from hour",
            "member_casual from hour",
            "rideable_type from hour",
            "start_station_name from day");
  }

  @Test
  void filesDefaultToUtf8WithAHeader() throws IOException {
    // Given
    String rest = "time: at\nfields: {at: {type: timestamp}}\n";
    Files.writeString(folder.resolve("a.yaml"), "name: a\nsource: {zone: UTC}\n" + rest);
    Files.writeString(
        folder.resolve("b.yaml"),
        "name: b\nsource: {zone: UTC, charset: windows-1252, delimiter: tab, columns: [at, '7']}\n"
            + rest);

    // When
    Catalog catalog = Catalog.load(folder);

    // Then
    assertThat(catalog.find("a").orElseThrow().source())
        .isEqualTo(new Source(Format.CSV, ZoneId.of("UTC")));
    assertThat(catalog.find("b").orElseThrow().source())
        .isEqualTo(
            new Source(
                Format.CSV,
                ZoneId.of("UTC"),
                Charset.forName("windows-1252"),
                Optional.of('\t'),
                0,
                Optional.empty(),
                List.of("at", "7"),
                NumberStyle.PLAIN,
                "",
                Optional.empty()));
  }

  @Test
  void nullsApplyToFieldsWithoutTheirOwnAndExtensionsReplaceThem() throws IOException {
    // Given
    define(
        "a.yaml",
        """
        name: a
        time: at
        source: {zone: UTC, nulls: ["", NULL, "\\\\N", NA]}
        fields: {at: {type: timestamp}, n: {type: double, nulls: ["-"]}, s: {type: string, nulls: []}}
        """);
    define("b.yaml", "extends: a\nname: b\ntopic: b\nsource: {nulls: [none]}");

    // When
    Catalog catalog = Catalog.load(folder);

    // Then
    assertThat(catalog.find("a").orElseThrow().fields())
        .extracting(Field::nulls)
        .containsExactly(List.of("", "NULL", "\\N", "NA"), List.of("-"), List.of());
    assertThat(catalog.find("b").orElseThrow().fields())
        .extracting(Field::nulls)
        .containsExactly(List.of("none"), List.of("-"), List.of());
  }

  @Test
  void pointersLocateRecordsAndValues() throws IOException {
    // Given
    define(
        "a.yaml",
        """
        name: a
        time: at
        source: {zone: UTC, format: ndjson, records: /data/0}
        fields: {at: {type: timestamp, pointer: [/times/at, /at]}, n: {type: double, pointer: /n}, s: {type: string}}
        """);

    // When
    Dataset dataset = Catalog.load(folder).find("a").orElseThrow();

    // Then
    assertThat(dataset.source().format()).isEqualTo(Format.NDJSON);
    assertThat(dataset.source().records()).isEqualTo("/data/0");
    assertThat(dataset.fields())
        .extracting(Field::pointers)
        .containsExactly(List.of("/times/at", "/at"), List.of("/n"), List.of());
    assertThat(dataset.fields().get(0).isNamed("/times/at")).isTrue();
    assertThat(dataset.fields().get(0).isNamed("/timesat")).isFalse();
    assertThat(dataset.fields().get(0).isNamed("AT")).isTrue();
  }

  @Test
  void theFileNameImpliesTheFormatUnlessAmbiguous() {
    assertThat(Format.CSV.ofFile("a.json")).isEqualTo(Format.JSON);
    assertThat(Format.NDJSON.ofFile("a.json")).isEqualTo(Format.NDJSON);
    assertThat(Format.CSV.ofFile("A.JSONL.GZ")).isEqualTo(Format.NDJSON);
    assertThat(Format.JSON.ofFile("a.parquet")).isEqualTo(Format.PARQUET);
    assertThat(Format.JSON.ofFile("a.tsv.gz")).isEqualTo(Format.CSV);
    assertThat(Format.JSON.ofFile("a.txt")).isEqualTo(Format.JSON);
  }

  @Test
  void anExtensionMayOverrideTheNumberStyle() throws IOException {
    // Given
    define(
        "a.yaml",
        "name: a\ntime: at\nsource: {zone: UTC, decimal: ',', grouping: .}\n"
            + "fields: {at: {type: timestamp}}");
    define("b.yaml", "extends: a\nname: b\ntopic: b\nsource: {grouping: \"\\u202F\"}");

    // When
    Catalog catalog = Catalog.load(folder);

    // Then
    assertThat(catalog.find("a").orElseThrow().source().numbers())
        .isEqualTo(new NumberStyle(',', Optional.of('.')));
    assertThat(catalog.find("b").orElseThrow().source().numbers())
        .as("a narrow space is a space")
        .isEqualTo(new NumberStyle(',', Optional.of(' ')));
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-05-01                    | 2024-05-02           | 2024-04-30T22:00:00Z |"
            + " 2024-05-02T21:59:59.999999999Z | days are those of the zone, the last one to its"
            + " end",
        "2024-03-31                    | 2024-03-31           | 2024-03-30T23:00:00Z |"
            + " 2024-03-31T21:59:59.999999999Z | a day of 23 hours",
        "2024-05-01 10:30              | 2024-05-01T10:30:15.5 | 2024-05-01T08:30:00Z |"
            + " 2024-05-01T08:30:15.500Z | local times",
        "2024-05-01T10:30Z             | 2024-05-01 10:30-05:00 | 2024-05-01T10:30:00Z |"
            + " 2024-05-01T15:30:00Z | times with an offset",
        "0001-01-01                    | 2024-12-31 24:00     | 0000-12-31T23:06:32Z |"
            + " 2024-12-31T23:00:00Z | old days by local mean time, the end of a year"
      })
  void boundsOfTimesAreLocalToTheDatasetsZone(
      String min, String max, Instant least, Instant greatest, String reason) throws IOException {
    // Given
    define(
        "a.yaml",
        "name: a\ntime: at\nsource: {zone: Europe/Berlin}\n"
            + "fields: {at: {type: timestamp, min: '%s', max: '%s'}}".formatted(min, max));

    // When
    Field at = Catalog.load(folder).find("a").orElseThrow().fields().get(0);

    // Then
    assertThat(at.min()).as(reason).contains(new Bound(least, min));
    assertThat(at.max()).as(reason).contains(new Bound(greatest, max));
  }

  @Test
  void anExtendingDefinitionOnlyStatesDifferences() {
    Catalog catalog = Catalog.load(SHIPPED);
    Dataset rides = catalog.find("rides").orElseThrow();
    Dataset citibike = catalog.find("citibike-jc").orElseThrow();

    assertThat(citibike.zone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(citibike.topic()).isEqualTo("citibike-jc-rides");
    assertThat(citibike.fields()).isEqualTo(rides.fields());
    assertThat(citibike.measures()).isEqualTo(rides.measures());
    assertThat(citibike.definitionHash()).isNotEqualTo(rides.definitionHash());
  }

  @Test
  void nameTimeZoneAndAFieldAreEnough() throws IOException {
    define(
        "tides.yaml",
        "name: tides\ntime: at\nsource: {zone: UTC}\nfields: {at: {type: timestamp}}\n");

    Dataset tides = Catalog.load(folder).find("tides").orElseThrow();

    assertThat(tides.title()).isEqualTo("tides");
    assertThat(tides.topic()).isEqualTo("tides");
    assertThat(tides.keyedByPosition()).isTrue();
    assertThat(tides.groups()).containsExactly(new Grouping(List.of(), Period.HOUR));
    assertThat(tides.periods()).containsExactly(Period.values());
    assertThat(tides.fields().get(0).required()).as("a row without a time has no period").isTrue();
  }

  @Test
  void aFeedHasDefaultsForAllButItsAddress() throws IOException {
    // Given
    String rest =
        "key: [[id]]\ntime: at\nfields: {at: {type: timestamp}, id: {type: string}}\n"
            + "source: {format: json, zone: UTC, http: ";
    define("a.yaml", "name: a\n" + rest + "{url: 'https://x.example/y?z=1'}}\n");
    define(
        "b.yaml",
        "name: b\n"
            + rest
            + "{url: 'https://x.example', pages: {by: cursor, parameter: after, pointer: /next},"
            + " token: {env: B_KEY, header: X-Api-Key}, cron: 0 30 6 * * ?, pause: PT0.5S,"
            + " timeout: PT5S, max_bytes: 1000, max_pages: 7, resume: true}}\n");

    // When
    Catalog catalog = Catalog.load(folder);

    // Then
    assertThat(catalog.find("a").orElseThrow().source().feed())
        .contains(
            new HttpFeed(
                URI.create("https://x.example/y?z=1"),
                new Paging.Polling(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                67_108_864,
                10_000,
                false));
    assertThat(catalog.find("b").orElseThrow().source().feed())
        .contains(
            new HttpFeed(
                URI.create("https://x.example"),
                new Paging.ByCursor("after", "/next"),
                Optional.of(new HttpFeed.Token("B_KEY", "X-Api-Key", "")),
                Optional.empty(),
                Optional.of("0 30 6 * * ?"),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                1_000,
                7,
                true));
  }

  @Test
  void aTableHasDefaultsForAllButItsAddressUserAndName() throws IOException {
    // Given
    String rest =
        "key: [[id]]\ntime: at\nfields: {at: {type: timestamp}, id: {type: string}}\n"
            + "source: {zone: UTC, postgres: ";
    define("a.yaml", "name: a\n" + rest + "{url: 'postgresql://db.x/shop', user: u, table: t}}\n");
    define(
        "b.yaml",
        "name: b\n"
            + rest
            + "{url: 'postgresql://[::1]:5433/Shop%20two', user: u, password: {env: B_PASSWORD},"
            + " sslrootcert: /etc/ca.pem, schema: S, table: 'my \"T', id: [station, at],"
            + " ascending: updated_at, settle: PT1M, epoch: second, every: PT5S, timeout: PT1H,"
            + " page_rows: 7, page_bytes: 1000}}\n");

    // When
    Catalog catalog = Catalog.load(folder);

    // Then
    assertThat(catalog.find("a").orElseThrow().source().feed())
        .contains(
            new TableFeed(
                new TableFeed.Server("db.x", 5432, "shop", "verify-full", Optional.empty()),
                new TableFeed.Login("u", Optional.empty()),
                new TableFeed.Table("public", "t"),
                List.of("id"),
                new TableFeed.ByTransaction("tx"),
                "",
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(10),
                250_000,
                268_435_456));
    TableFeed table = (TableFeed) catalog.find("b").orElseThrow().source().feed().orElseThrow();
    assertThat(table)
        .isEqualTo(
            new TableFeed(
                new TableFeed.Server(
                    "[::1]", 5433, "Shop two", "disable", Optional.of("/etc/ca.pem")),
                new TableFeed.Login("u", Optional.of("B_PASSWORD")),
                new TableFeed.Table("S", "my \"T"),
                List.of("station", "at"),
                new TableFeed.Ascending("updated_at", Duration.ofMinutes(1)),
                "second",
                Optional.of(Duration.ofSeconds(5)),
                Optional.empty(),
                Duration.ofHours(1),
                7,
                1_000));
    assertThat(table.table().quoted()).isEqualTo("\"S\".\"my \"\"T\"");
  }

  @Test
  void theNextTimeOfAScheduleIsLocalToItsZone() {
    Schedule daily = Schedule.parse("0 30 2 * * ?");
    ZoneId chicago = ZoneId.of("America/Chicago");

    assertThat(daily.next(Instant.parse("2024-03-08T08:30:00Z"), chicago))
        .contains(Instant.parse("2024-03-09T08:30:00Z"));
    assertThat(daily.next(Instant.parse("2024-07-01T00:00:00Z"), chicago))
        .contains(Instant.parse("2024-07-01T07:30:00Z"));
    assertThat(Schedule.parse("off").next(Instant.EPOCH, chicago)).isEmpty();
  }

  @Test
  void aScheduleDoesNotChangeTheDefinitionHash() throws IOException {
    // Given
    String rest = "time: at\nsource: {zone: UTC}\nfields: {at: {type: timestamp}}\n";
    define("a.yaml", "name: a\n" + rest);
    define("b.yaml", "name: b\nschedule: 0 0/15 3,5-7 ? JAN-MAR MON\n" + rest);
    define("c.yaml", "name: c\nschedule: off\n" + rest);

    // When
    Catalog catalog = Catalog.load(folder);

    // Then
    Dataset a = catalog.find("a").orElseThrow();
    Dataset b = catalog.find("b").orElseThrow();
    assertThat(a.schedule()).isEmpty();
    assertThat(b.schedule().orElseThrow().cron()).contains("0 0/15 3,5-7 ? JAN-MAR MON");
    assertThat(catalog.find("c").orElseThrow().schedule().orElseThrow().cron()).isEmpty();
    assertThat(b.definitionHash()).isEqualTo(a.definitionHash());
  }

  @ParameterizedTest(name = "{2}: {0} to {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          title: A             | title: B                      | same
          schedule: off        | schedule: 0 0 0 * * ?         | same
          ahead: P1D           | ahead: P2D                    | same
          aliases: [x]         | aliases: [y, z]               | same
          pointer: /a          | pointer: [/a, /b]             | same
          charset: UTF-8       | charset: ISO-8859-1           | same
          min: 1               | min: 2                        | same
          unused: {type: double} | unused: {type: integer}     | same
          unused: {type: double} | unused: {type: double}, new: {type: date} | same
          n: {type: double     | n: {type: decimal             | all
          g: {type: string     | g: {type: integer             | all
          r: {type: boolean    | r: {type: integer             | all
          expression: 2 * N    | expression: 3 * N             | all
          odd: r               | odd: not r                    | all
          odd: r               | odd2: r                       | all
          by: [g]              | by: [g, r]                    | all
          periods: [day]       | periods: [day, week]          | all
          zone: UTC            | zone: Europe/Berlin           | all
          """)
  void averagesAreRecomputedOnlyIfTheirDefinitionChanges(String from, String to, String recomputed)
      throws IOException {
    // Given
    String definition =
        """
        title: A
        name: a
        time: at
        schedule: off
        ahead: P1D
        source: {zone: UTC, charset: UTF-8}
        periods: [day]
        fields:
          at: {type: timestamp}
          n: {type: double, min: 1, aliases: [x], pointer: /a}
          g: {type: string}
          r: {type: boolean}
          unused: {type: double}
        measures: {m: {unit: s, expression: 2 * N}}
        exclude: {odd: r}
        groups: [{by: []}, {by: [g]}]
        """;
    assertThat(definition).contains(from);
    define("a.yaml", definition);
    String before = Catalog.load(folder).find("a").orElseThrow().definitionHash();

    // When
    define("a.yaml", definition.replace(from, to.replace("}, new:", "}\n  new:")));
    String after = Catalog.load(folder).find("a").orElseThrow().definitionHash();

    // Then
    if (recomputed.equals("all")) {
      assertThat(after).isNotEqualTo(before);
    } else {
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void rowsMayBeADayAheadOfTheClockByDefault() throws IOException {
    // Given
    String rest = "time: at\nsource: {zone: UTC}\nfields: {at: {type: timestamp}}\n";
    define("a.yaml", "name: a\n" + rest);
    define("b.yaml", "name: b\nahead: PT90M\n" + rest);

    // When
    Catalog catalog = Catalog.load(folder);

    // Then
    Instant now = Instant.parse("2024-02-28T23:00:00Z");
    Dataset a = catalog.find("a").orElseThrow();
    Dataset b = catalog.find("b").orElseThrow();
    assertThat(a.latest(now)).isEqualTo("2024-02-29T23:00:00Z");
    assertThat(b.latest(now)).isEqualTo("2024-02-29T00:30:00Z");
    assertThat(b.definitionHash()).isEqualTo(a.definitionHash());
  }

  @Test
  void columnNamesIgnoreCaseSpaceUnderscoreAndSlash() {
    Dataset rides = Catalog.load(SHIPPED).find("rides").orElseThrow();

    assertThat(rides.field("member_casual").orElseThrow().isNamed("member/casual")).isTrue();
    assertThat(rides.field("start_lat").orElseThrow().isNamed("Start Station Latitude")).isTrue();
    assertThat(rides.field("bike_id").orElseThrow().isNamed("bikeid")).isTrue();
    assertThat(rides.field("bike_id").orElseThrow().isNamed("bike")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeIsAnsweredWithItsFileAndPath(
      String reason, Map<String, String> files, List<String> problems) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      define(file.getKey(), file.getValue());
    }

    assertThatThrownBy(() -> Catalog.load(folder))
        .isInstanceOfSatisfying(
            DefinitionException.class,
            e -> assertThat(e.problems()).containsExactlyInAnyOrderElementsOf(problems));
  }

  /** Each case has whole files and every line of the expected result. */
  @SuppressWarnings("unchecked")
  static Stream<Arguments> mistakes() throws IOException {
    try (InputStream cases = CatalogTest.class.getResourceAsStream("mistakes.yaml")) {
      List<Map<String, Object>> rows =
          (List<Map<String, Object>>)
              new Load(LoadSettings.builder().build()).loadFromInputStream(cases);
      return rows.stream()
          .map(row -> Arguments.of(row.get("reason"), row.get("files"), row.get("problems")));
    }
  }

  private void define(String file, String yaml) throws IOException {
    Files.writeString(folder.resolve(file), yaml);
  }
}
