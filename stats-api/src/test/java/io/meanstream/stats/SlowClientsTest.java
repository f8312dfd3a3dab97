package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that stop reading a long response. */
@StatsApiTest
class SlowClientsTest {

  private static final String PATH = "/api/v1/datasets/trips/rejects?format=ndjson";

  /** More than the threads that serve connections, of which there are two for each processor. */
  private static final int CLIENTS = 2 * Runtime.getRuntime().availableProcessors() + 2;

  private static final int ROWS = 10_000;
  private static final int RAW_LENGTH = 4_000;
  private static final long RESPONSE = (long) ROWS * RAW_LENGTH;

  /** What the buffers of both connections of a response may hold, those of the kernel included. */
  private static final long MOST_BUFFERED = 12_000_000;

  MongoDatabase store;
  StoreProxy proxy;

  private final List<Socket> clients = new ArrayList<>();

  @BeforeEach
  void aLongListOfRejects() {
    TestStore.empty(store);
    String raw = "x".repeat(RAW_LENGTH);
    store
        .getCollection("rejects")
        .insertMany(
            LongStream.rangeClosed(1, ROWS)
                .mapToObj(row -> StoredReject.of("i1", row).with("raw", raw).document())
                .toList());
  }

  @AfterEach
  void disconnect() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void stalledClientsHoldNeitherThreadsNorWholeResponses() throws IOException {
    // Given clients that have read the first bytes only
    long before = proxy.bytesFromStore();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(requestAndReadTheFirstBytes());
    }

    // When another client reads everything
    String all = given().get(PATH).asString();

    // Then it gets everything, and the store has sent little for the others
    assertThat(all.lines()).hasSize(ROWS);
    assertThat(proxy.bytesFromStore() - before)
        .isGreaterThan(RESPONSE)
        .isLessThan(RESPONSE + RESPONSE / 10 + CLIENTS * MOST_BUFFERED);
  }

  private static Socket requestAndReadTheFirstBytes() throws IOException {
    Socket client = new Socket();
    client.setReceiveBufferSize(8_192);
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
    client
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .formatted(PATH)
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(new String(client.getInputStream().readNBytes(1_000), StandardCharsets.US_ASCII))
        .startsWith("HTTP/1.1 200 OK");
    return client;
  }
}
