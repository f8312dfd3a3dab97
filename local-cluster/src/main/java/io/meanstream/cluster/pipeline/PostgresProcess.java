package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.PostgresServer;
import java.nio.file.Path;

/** A PostgreSQL server whose tables can be read. Data and password stay in the folder. */
final class PostgresProcess implements ManagedProcess {

  static final String NAME = "postgres";

  private final Path folder;
  private final int port;

  PostgresProcess(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** The superuser's password, which the first start sets. */
  static String password(Path folder) {
    return TokenFile.in(folder.resolve("password"));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String url() {
    return PostgresServer.url(port);
  }

  @Override
  public Path log() {
    return folder.resolve(NAME + ".log");
  }

  @Override
  public Child launch() {
    return PostgresServer.start(folder, port, password(folder)).child();
  }

  @Override
  public void awaitReady(Child child) {
    // launch has already waited
  }
}
