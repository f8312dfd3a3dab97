package io.meanstream.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;

/**
 * Runs another program so that it cannot outlive the process that started it.
 *
 * <p>{@code ParentWatchdog MAIN-CLASS [ARGUMENT…]} calls that main in this JVM; {@code
 * ParentWatchdog --binary SIGNAL FILE [ARGUMENT…]} runs a native program below this JVM, which that
 * signal stops. Standard input is a pipe that the parent holds and never writes to: its end means
 * that the parent is gone, however it died, and this JVM halts at once. For a clean stop, the
 * parent sends SIGTERM while it is still alive. Exit codes pass through.
 */
public final class ParentWatchdog {
  /** The argument before a signal and a file to execute, instead of a main class. */
  static final String BINARY = "--binary";

  /** The exit code of a JVM whose parent is gone: that of a shell for SIGKILL. */
  static final int PARENT_GONE = 137;

  private ParentWatchdog() {}

  /** Rethrows what the program's main throws, so that the JVM reports it and exits with 1. */
  public static void main(String[] args) throws Throwable {
    List<String> rest = Arrays.asList(args).subList(1, args.length);
    if (args[0].equals(BINARY)) {
      System.exit(runBinary(rest));
    }
    watchParent(() -> {});
    runMain(args[0], rest);
  }

  private static void runMain(String mainClass, List<String> args) throws Throwable {
    // the program must neither wait on the pipe nor consume it
    System.setIn(InputStream.nullInputStream());
    try {
      Class.forName(mainClass)
          .getMethod("main", String[].class)
          .invoke(null, (Object) args.toArray(String[]::new));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static int runBinary(List<String> command) throws IOException, InterruptedException {
    WatchedBinary binary = new WatchedBinary(command.get(0), command.subList(1, command.size()));
    // before the start, or a SIGTERM in between would orphan the binary
    Runtime.getRuntime().addShutdownHook(new Thread(binary::stop, "watchdog-stop"));
    Process process = binary.start();
    watchParent(process::destroyForcibly);
    return process.waitFor();
  }

  private static void watchParent(Runnable lastAct) {
    InputStream parent = System.in;
    Thread watch = new Thread(() -> waitForEnd(parent, lastAct), "watchdog");
    watch.setDaemon(true);
    watch.start();
  }

  private static void waitForEnd(InputStream parent, Runnable lastAct) {
    try {
      parent.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("watchdog: cannot read standard input: " + e.getMessage());
    }
    lastAct.run();
    Runtime.getRuntime().halt(PARENT_GONE);
  }
}
