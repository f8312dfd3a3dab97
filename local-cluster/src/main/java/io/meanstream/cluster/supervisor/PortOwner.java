package io.meanstream.cluster.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Finds out which process listens on a TCP port. */
public final class PortOwner {

  private static final String LISTENING = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private PortOwner() {}

  /** The name and id of the process, if this user may see them. */
  public static String of(int port) {
    OptionalLong pid = Files.isDirectory(Path.of("/proc/net")) ? ofProc(port) : ofLsof(port);
    if (pid.isEmpty()) {
      return "another user's process";
    }
    String command =
        ProcessHandle.of(pid.getAsLong())
            .flatMap(process -> process.info().command())
            .map(path -> Path.of(path).getFileName().toString())
            .orElse("?");
    return "process %d (%s)".formatted(pid.getAsLong(), command);
  }

  /**
   * On Linux: finds the socket's inode in the kernel's tables, then the process that has it open.
   */
  private static OptionalLong ofProc(int port) {
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .flatMap(table -> inode(Path.of(table), port).stream())
        .flatMap(inode -> holder("socket:[" + inode + "]").stream())
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  private static Optional<String> inode(Path table, int port) {
    String address = ":%04X".formatted(port);
    try {
      return Files.readAllLines(table).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(columns -> columns.length > INODE)
          .filter(columns -> columns[ADDRESS].endsWith(address))
          .filter(columns -> columns[STATE].equals(LISTENING))
          .map(columns -> columns[INODE])
          .findFirst();
    } catch (IOException e) {
      // a kernel without IPv6 has no such table
      return Optional.empty();
    }
  }

  private static Optional<String> holder(String socket) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process -> hasOpen(process.resolve("fd"), socket))
          .map(process -> process.getFileName().toString())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean hasOpen(Path descriptors, String socket) {
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.anyMatch(descriptor -> pointsTo(descriptor, socket));
    } catch (IOException e) {
      // another user's process, or one that has just ended
      return false;
    }
  }

  private static boolean pointsTo(Path descriptor, String socket) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(socket);
    } catch (IOException e) {
      return false;
    }
  }

  /** On macOS: asks lsof. */
  private static OptionalLong ofLsof(int port) {
    try {
      Process lsof =
          new ProcessBuilder(List.of("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.lines().mapToLong(Long::parseLong).findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
