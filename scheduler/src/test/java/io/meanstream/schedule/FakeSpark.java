package io.meanstream.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Fake Spark drivers: real processes, started like Spark and controlled by the test. */
public final class FakeSpark implements QuarkusTestResourceLifecycleManager {

  private static final int TIMEOUT_SECONDS = 60;

  private final BlockingQueue<Driver> started = new LinkedBlockingQueue<>();
  private ServerSocket server;

  /** A driver that reported its start. */
  public record Driver(
      ProcessHandle process, List<String> words, BufferedReader in, PrintWriter out) {

    /** The application's arguments, read from the file on the command line. */
    public List<String> arguments() {
      try {
        return Files.readAllLines(Path.of(words.get(words.size() - 1).substring(1)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Makes it write a line. */
    public void say(String line) {
      order("say  " + line);
    }

    /** Makes it ignore SIGTERM. */
    public void ignoreSigterm() {
      order("deaf ");
    }

    /** Makes it exit. */
    public void exit(int code) {
      out.println("exit " + code);
    }

    private void order(String order) {
      out.println(order);
      try {
        assertThat(in.readLine()).isEqualTo("done");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public Map<String, String> start() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread acceptor = new Thread(this::accept, "fake-spark");
      acceptor.setDaemon(true);
      acceptor.start();
      Path classes = Path.of("target", "test-classes").toAbsolutePath();
      Path jars = Files.writeString(Files.createTempFile("jars", ".classpath"), classes.toString());
      return Map.of(
          "meanstream.spark.jars",
          jars.toString(),
          "meanstream.spark.batch-jar",
          classes.toString(),
          "meanstream.spark.jvm-args",
          Path.of("..", "spark-batch", "src", "main", "resources", "spark.jvm.args")
              .toAbsolutePath()
              .toString(),
          "meanstream.spark.driver-memory",
          "16m",
          "meanstream.spark.jvm-options",
          "-XX:TieredStopAtLevel=1,-XX:+UseSerialGC,-Dfake.port=" + server.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        register(server.accept());
      } catch (IOException e) {
        // closed, or the process was killed before it reported: no driver for a test
      }
    }
  }

  private void register(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    List<String> words = List.of(in.readLine().split("\t"));
    ProcessHandle process = ProcessHandle.of(Long.parseLong(words.get(0))).orElseThrow();
    started.add(new Driver(process, words.subList(1, words.size()), in, out));
  }

  /** The next driver that starts. */
  public Driver next() {
    try {
      Driver driver = started.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      assertThat(driver).as("a process of the batch").isNotNull();
      return driver;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(FakeSpark.class));
  }

  @Override
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
