package io.meanstream.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server on the loopback interface, whose data outlives it. Its superuser is {@value
 * #USER}, and its database {@value #DATABASE}.
 */
public final class PostgresServer implements AutoCloseable {

  /** The superuser. */
  public static final String USER = "meanstream";

  /** The database that is there from the start. */
  public static final String DATABASE = "postgres";

  private static final String READY = "database system is ready to accept connections";
  private static final Duration START = Duration.ofMinutes(3);

  private final int port;
  private final Child child;

  private PostgresServer(int port, Child child) {
    this.port = port;
    this.child = child;
  }

  /**
   * Starts a server and waits until it accepts connections. The first start in a folder creates the
   * data.
   *
   * @param folder for data and logs
   * @param password of the superuser, which the first start sets
   * @throws StartException if it does not come up
   */
  public static PostgresServer start(Path folder, int port, String password) {
    Path programs = PostgresBinaries.find(System.getenv(), folder);
    Path data = folder.resolve("postgres-data").toAbsolutePath();
    if (!Files.exists(data)) {
      create(programs, folder, data, password);
    }
    Child child =
        command("postgres", programs.resolve("postgres"), folder)
            .args("-D", data.toString(), "-p", Integer.toString(port))
            .args("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=")
            // SIGTERM would wait until all clients have disconnected
            .stopSignal("INT")
            .start();
    try {
      child.awaitLine(READY, START);
    } catch (RuntimeException e) {
      child.kill();
      throw e;
    }
    return new PostgresServer(port, child);
  }

  /** Creates the data elsewhere and then moves it into place, so that half of it is never used. */
  private static void create(Path programs, Path folder, Path data, String password) {
    try {
      Files.createDirectories(folder);
      Path partial = Files.createTempDirectory(folder.toAbsolutePath(), "postgres-new");
      Path file =
          Files.createTempFile(
              folder,
              "password",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(file, password, StandardOpenOption.TRUNCATE_EXISTING);
        initialize(programs, folder, partial, file);
      } finally {
        Files.delete(file);
      }
      Files.move(partial, data);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a database in " + data, e);
    }
  }

  private static void initialize(Path programs, Path folder, Path data, Path password) {
    Child initdb =
        command("postgres-initdb", programs.resolve("initdb"), folder)
            .args("-D", data.toString(), "-U", USER, "--auth=scram-sha-256")
            .args("--pwfile=" + password.toAbsolutePath(), "--encoding=UTF8", "--no-locale")
            .start();
    try (initdb) {
      if (!initdb.awaitExit(START) || initdb.exit().orElse(-1) != 0) {
        throw new StartException(initdb.exitMessage());
      }
    }
  }

  /** PostgreSQL refuses to run as root, so root runs it as nobody in a separate user namespace. */
  private static ChildCommand command(String name, Path program, Path folder) {
    List<String> arguments = new ArrayList<>();
    Path binary = program;
    if ("root".equals(System.getProperty("user.name"))) {
      arguments.addAll(List.of("-U", program.toString()));
      binary = Path.of("unshare");
    }
    return ChildCommand.ofBinary(name, binary)
        .args(arguments.toArray(String[]::new))
        .log(folder.resolve(name + ".log"));
  }

  /** The address as definitions name it. */
  public String url() {
    return url(port);
  }

  /** The address of the server on a port. */
  public static String url(int port) {
    return "postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
  }

  /** The process. */
  public Child child() {
    return child;
  }

  /** Stops the server cleanly, whoever is connected. */
  @Override
  public void close() {
    child.close();
  }
}
