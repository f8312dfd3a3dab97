package io.meanstream.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The start of a service without Kafka and a store.
 *
 * @param seconds from the start of the process to its first answer over HTTP
 * @param processor CPU time until then, in seconds
 * @param resident memory two seconds later, in bytes
 */
record ServiceStart(double seconds, double processor, long resident) {

  private static final long LOOK_AGAIN_NANOS = 500_000;
  private static final long SETTLED_MILLIS = 2_000;
  private static final byte[] REQUEST =
      "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** Starts it in this folder, measures, and ends it. */
  static ServiceStart of(List<String> command, Path folder)
      throws IOException, InterruptedException {
    int port = ServiceProcess.freePort();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder
        .environment()
        .put("MEANSTREAM_DATASETS", Path.of("datasets").toAbsolutePath().toString());
    builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      while (!answers(port)) {
        if (!process.isAlive()) {
          throw new IllegalStateException(command + " ended with " + process.exitValue());
        }
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double processor = ProcessUsage.of(process.pid()).processor();
      TimeUnit.MILLISECONDS.sleep(SETTLED_MILLIS);
      return new ServiceStart(seconds, processor, ProcessUsage.of(process.pid()).resident());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream request = socket.getOutputStream();
      request.write(REQUEST);
      request.flush();
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      // nobody listens yet
      return false;
    }
  }
}
