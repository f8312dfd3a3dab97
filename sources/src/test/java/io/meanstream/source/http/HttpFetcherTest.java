package io.meanstream.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFetcherTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final long MAXIMUM = 1000;

  private LocalServer server;
  private LocalServer other;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.start();
    other = LocalServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
    other.close();
  }

  private HttpFetcher fetcher(String... origins) {
    return new HttpFetcher(AllowedOrigins.alsoOf(List.of(origins)), TIMEOUT);
  }

  private static FetchRequest request(URI uri) {
    return FetchRequest.of(uri, TIMEOUT);
  }

  private static String text(FetchResponse response) throws IOException {
    try (response) {
      return new String(response.body(MAXIMUM).readAllBytes());
    }
  }

  @Test
  void aResponseHasStatusHeadersLengthAndBody() throws IOException {
    server.on(
        "/rides.csv",
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          LocalServer.answer(exchange, 200, "a,b".getBytes());
        });

    FetchResponse response =
        fetcher(server.origin()).get(request(server.uri("/rides.csv?month=4#top")));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("etag")).contains("\"v1\"");
    assertThat(response.length()).hasValue(3);
    assertThat(text(response)).isEqualTo("a,b");
    assertThat(server.requests().get(0).getFirst("Host")).isEqualTo("localhost:" + server.port());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsFollowed(int status) throws IOException {
    server.redirect("/from", status, "to").text("/to", "there");

    FetchResponse response = fetcher(server.origin()).get(request(server.uri("/from")));

    assertThat(response.uri()).isEqualTo(server.uri("/to"));
    assertThat(text(response)).isEqualTo("there");
  }

  @Test
  void aRedirectMayChangeOnlyTheQuery() throws IOException {
    server.on(
        "/a/b",
        exchange -> {
          boolean isFirst = exchange.getRequestURI().getQuery() == null;
          exchange.getResponseHeaders().set("Location", "?x=1");
          exchange.sendResponseHeaders(isFirst ? 302 : 200, -1);
          exchange.close();
        });

    try (FetchResponse response = fetcher(server.origin()).get(request(server.uri("/a/b")))) {
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.uri()).isEqualTo(server.uri("/a/b?x=1"));
    }
  }

  @Test
  void otherHeadersFollowRedirectsButCredentialsDoNot() throws IOException {
    server.redirect("/near", 302, "/far").redirect("/far", 302, other.origin() + "/file");
    other.text("/file", "x");

    text(
        fetcher(server.origin(), other.origin())
            .get(
                request(server.uri("/near"))
                    .with("Range", "bytes=1-")
                    .withCredential("Authorization", "Basic c2VjcmV0")));

    assertThat(server.requests())
        .hasSize(2)
        .allSatisfy(it -> assertThat(it.getFirst("Authorization")).isEqualTo("Basic c2VjcmV0"));
    assertThat(other.requests()).hasSize(1);
    assertThat(other.requests().get(0)).doesNotContainKey("Authorization");
    assertThat(other.requests().get(0).getFirst("Range")).isEqualTo("bytes=1-");
  }

  @Test
  void credentialsAreDroppedOnceAnotherOriginRedirects() throws IOException {
    server.redirect("/start", 302, other.origin() + "/back").text("/other-account", "x");
    other.redirect("/back", 302, server.origin() + "/other-account");

    text(
        fetcher(server.origin(), other.origin())
            .get(request(server.uri("/start")).withCredential("X-Key", "secret")));

    assertThat(server.requests().get(1)).doesNotContainKey("X-key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://%s/file           | is not encrypted
          https://localhost:%s/    | is not a public address
          https://127.0.0.1:%s/    | is not a public address
          https://[::1]:%s/        | is not a public address
          https://169.254.169.254/ | is not a public address
          file:///etc/passwd       | only https addresses can be fetched
          ftp://localhost/         | only https addresses can be fetched
          https://me:pw@localhost/ | must not contain a name or password
          http://[                 | which is not a valid address
          """)
  void aRedirectToAForbiddenAddressIsRefused(String location, String reason) {
    String target = location.replace("http://%s", other.origin()).replace("%s", "" + other.port());
    server.redirect("/from", 302, target);
    other.text("/", "must not be read");

    assertThatThrownBy(() -> fetcher(server.origin()).get(request(server.uri("/from"))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("me:pw");

    assertThat(other.requests()).isEmpty();
  }

  @Test
  void redirectsInACircleEnd() {
    server.redirect("/a", 302, "/b").redirect("/b", 302, "/a");

    assertThatThrownBy(() -> fetcher(server.origin()).get(request(server.uri("/a"))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("/a: more than 10 redirects");
    assertThat(server.requests()).hasSize(11);
  }

  @Test
  void anAnnouncedBodyThatIsTooLongIsRefused() throws IOException {
    server.on("/", exchange -> LocalServer.answer(exchange, 200, new byte[1001]));

    try (FetchResponse response = fetcher(server.origin()).get(request(server.uri("/")))) {
      assertThatThrownBy(() -> response.body(MAXIMUM))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("1,001 bytes exceed the limit of 1,000");
    }
  }

  @Test
  void aBodyWithoutALengthIsRefusedWhenItGetsTooLong() throws IOException {
    server.on(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[1001]);
          exchange.close();
        });

    try (FetchResponse response = fetcher(server.origin()).get(request(server.uri("/")));
        InputStream body = response.body(MAXIMUM)) {
      assertThatThrownBy(body::readAllBytes)
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("more than the allowed 1,000 bytes");
    }
  }

  @Test
  void aCutConnectionIsAnErrorNotTheEnd() throws IOException {
    server.on(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(new byte[50]);
          exchange.getResponseBody().flush();
          exchange.close();
        });

    try (FetchResponse response = fetcher(server.origin()).get(request(server.uri("/")));
        InputStream body = response.body(MAXIMUM)) {
      assertThatThrownBy(body::readAllBytes)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(RefusedException.class);
    }
  }

  @Test
  void aServerThatNeverAnswersTimesOut() {
    server.on("/", exchange -> LocalServer.hang());
    HttpFetcher fetcher = fetcher(server.origin());

    assertThatThrownBy(() -> fetcher.get(FetchRequest.of(server.uri("/"), Duration.ofMillis(300))))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("no complete response within the time limit");
  }

  @Test
  void aBodyThatNeverEndsTimesOut() {
    server.on(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          LocalServer.hang();
        });
    HttpFetcher fetcher = fetcher(server.origin());

    // on a slow machine, the time is over before the body begins
    assertThatThrownBy(
            () -> {
              try (FetchResponse response =
                      fetcher.get(FetchRequest.of(server.uri("/"), Duration.ofMillis(700)));
                  InputStream body = response.body(MAXIMUM)) {
                body.readAllBytes();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("no complete response within the time limit");
  }

  @Test
  void anUnreachableServerIsNamed() throws IOException {
    String gone;
    try (LocalServer stopped = LocalServer.start()) {
      gone = stopped.origin();
    }

    assertThatThrownBy(() -> fetcher(gone).get(request(URI.create(gone + "/"))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(gone + ": ");
  }

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "'Fri, 31 Dec 1999 23:59:59 GMT', PT59S",
    "'Fri, 31 Dec 1999 23:00:00 GMT', PT0S",
    "soon,",
    "-1,"
  })
  void theServerMayAskToWait(String header, Duration expected) throws IOException {
    server.on(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", header);
          LocalServer.answer(exchange, 503, new byte[0]);
        });

    try (FetchResponse response = fetcher(server.origin()).get(request(server.uri("/")))) {
      assertThat(response.status()).isEqualTo(503);
      assertThat(response.retryAfter(Instant.parse("1999-12-31T23:59:00Z")).orElse(null))
          .isEqualTo(expected);
    }
  }

  @Test
  void theTlsCertificateMustMatchTheHost(@TempDir Path folder) throws Exception {
    SSLContext context = selfSigned(folder, "localhost");
    HttpsServer https = HttpsServer.create(LocalServer.loopback(), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(context));
    try (LocalServer tls = LocalServer.of(https).text("/", "secret")) {
      String named = "https://localhost:" + tls.port();
      String numbered = "https://127.0.0.1:" + tls.port();
      HttpFetcher fetcher =
          new HttpFetcher(
              AllowedOrigins.alsoOf(List.of(named, numbered)), TIMEOUT, context.getSocketFactory());

      assertThat(text(fetcher.get(request(URI.create(named + "/"))))).isEqualTo("secret");
      assertThatThrownBy(() -> fetcher.get(request(URI.create(numbered + "/"))))
          .hasCauseInstanceOf(SSLHandshakeException.class);
      assertThatThrownBy(() -> fetcher(named).get(request(URI.create(named + "/"))))
          .as("its issuer is nobody whom the JDK trusts")
          .hasCauseInstanceOf(SSLHandshakeException.class);
    }
  }

  /** A server's and a client's context with a new certificate for a name. */
  private static SSLContext selfSigned(Path folder, String name) throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(output).isZero();
    char[] password = "changeit".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, password);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, password);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
