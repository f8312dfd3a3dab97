package io.meanstream.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * Replaces the batch's class of the same name: reports its start to the test and does what the test
 * says. Like the original, it exits with its parent.
 */
public final class WatchedSparkSubmit {

  private static final int STARTER_GONE = 137;

  private WatchedSparkSubmit() {}

  /** Sends its arguments to the port in the system property {@code fake.port}. */
  public static void main(String[] arguments) throws IOException {
    Thread watchdog = new Thread(WatchedSparkSubmit::endWithStarter, "parent watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
    try (Socket test =
            new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger("fake.port"));
        PrintWriter told = new PrintWriter(test.getOutputStream(), true, StandardCharsets.UTF_8);
        BufferedReader orders =
            new BufferedReader(
                new InputStreamReader(test.getInputStream(), StandardCharsets.UTF_8))) {
      told.println(ProcessHandle.current().pid() + "\t" + String.join("\t", arguments));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        obey(order, told);
      }
    }
    System.exit(1);
  }

  private static void obey(String order, PrintWriter told) {
    switch (order.substring(0, 5)) {
      case "say  " -> System.err.println(order.substring(5));
      case "deaf " -> Runtime.getRuntime().addShutdownHook(new Thread(LockSupport::park));
      case "exit " -> System.exit(Integer.parseInt(order.substring(5)));
      default -> throw new IllegalArgumentException(order);
    }
    told.println("done");
  }

  private static void endWithStarter() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      e.printStackTrace();
    }
    Runtime.getRuntime().halt(STARTER_GONE);
  }
}
