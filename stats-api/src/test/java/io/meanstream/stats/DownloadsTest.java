package io.meanstream.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed responses and file names of downloads. */
@StatsApiTest
class DownloadsTest {

  private static final String AVERAGES = "/api/v1/datasets/trips/averages?period=day";

  MongoDatabase store;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void averages() {
    TestStore.empty(store);
    for (int day = 10; day < 30; day++) {
      String label = "2020-04-" + day;
      StoredAverage.of("day", label, label + "T05:00:00Z", label + "T06:00:00Z").count(1).in(store);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        AVERAGES,
        AVERAGES + "&format=csv",
        AVERAGES + "&format=ndjson",
        AVERAGES + "&format=csv&limit=20",
        "/vendor/echarts.js",
        "/page.css"
      })
  void responsesAreCompressedForClientsThatAcceptIt(String path) throws Exception {
    HttpResponse<byte[]> plain = get(path, "identity");
    HttpResponse<byte[]> zipped = get(path, "br, gzip;q=0.5");

    assertThat(plain.headers().firstValue("Content-Encoding").orElse("identity"))
        .isEqualTo("identity");
    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(zipped.body()).hasSizeLessThan(plain.body().length / 2);
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(unzipped.readAllBytes()).isEqualTo(plain.body());
    }
  }

  @Test
  void compressedResponsesHaveATagOfTheirOwn() throws Exception {
    String plain = get(AVERAGES, "gzip;q=0").headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> zipped = get(AVERAGES, "gzip");

    assertThat(zipped.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(plain);
    assertThat(zipped.headers().allValues("Vary")).isEqualTo(List.of("Accept, Accept-Encoding"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/datasets/trips/averages?period=day&format=csv, trips-averages-day.csv",
    "/api/v1/datasets/trips/averages?period=day&format=ndjson&limit=1, trips-averages-day.ndjson",
    "'/api/v1/datasets/trips/averages?period=month&group=electric,dock&format=csv',"
        + " trips-averages-month-dock-electric.csv",
    "/api/v1/datasets/trips/rejects?format=csv, trips-rejects.csv"
  })
  void downloadsHaveNames(String path, String name) throws Exception {
    assertThat(get(path, "identity").headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"" + name + "\"");
  }

  @Test
  void jsonIsShownByBrowsers() throws Exception {
    assertThat(get(AVERAGES, "identity").headers().firstValue("Content-Disposition")).isEmpty();
  }

  private HttpResponse<byte[]> get(String path, String encoding)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept-Encoding", encoding)
                .build(),
            BodyHandlers.ofByteArray());
  }
}
