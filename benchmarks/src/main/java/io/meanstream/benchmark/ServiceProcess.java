package io.meanstream.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Quarkus service that runs from its jar. */
final class ServiceProcess implements AutoCloseable {

  private static final long LOOK_AGAIN_MILLIS = 100;

  private final Process process;
  private final URI url;

  private ServiceProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts a service.
   *
   * @param module the folder of its module
   * @param heap its maximum heap, for example {@code 128m}
   */
  static ServiceProcess start(String module, String heap, Map<String, String> environment, Path log)
      throws IOException {
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(command(module, heap))
            .redirectOutput(log.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    return new ServiceProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
  }

  /** The command of a service, with the options that {@code up} gives to it for a long run. */
  static List<String> command(String module, String heap) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Xmx" + heap,
        "-XX:-UsePerfData",
        "-XX:+UseSerialGC",
        "-XX:NewRatio=1",
        "-XX:SurvivorRatio=2",
        "-XX:Tier4InvocationThreshold=100000",
        "-XX:Tier4MinInvocationThreshold=12000",
        "-XX:Tier4CompileThreshold=300000",
        "-XX:Tier4BackEdgeThreshold=800000",
        "-jar",
        Path.of(module, "target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString());
  }

  /** stats-api on a store. */
  static ServiceProcess statsApi(String heap, String store, Path log) throws IOException {
    return start(
        "stats-api",
        heap,
        Map.of(
            "QUARKUS_MONGODB_CONNECTION_STRING",
            store,
            "MEANSTREAM_DATASETS",
            Path.of("datasets").toAbsolutePath().toString()),
        log);
  }

  URI url() {
    return url;
  }

  /** The kernel's figures for it. */
  ProcessUsage usage() throws IOException {
    return ProcessUsage.of(process.pid());
  }

  /** Waits until it responds to this request with 200; returns the response. */
  HttpConnection.Response awaitFirst(byte[] request) throws InterruptedException {
    while (true) {
      try (HttpConnection connection = new HttpConnection(url)) {
        HttpConnection.Response response = connection.send(request);
        if (response.status() == 200) {
          return response;
        }
        throw new IllegalStateException(url + " responded with " + response.status());
      } catch (IOException e) {
        if (!process.isAlive()) {
          throw new IllegalStateException(url + " ended with " + process.exitValue(), e);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
    }
  }

  /** A port of the loopback interface that nobody uses at this moment. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
