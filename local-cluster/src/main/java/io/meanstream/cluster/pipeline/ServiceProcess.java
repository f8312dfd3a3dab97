package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.StartException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A process that runs one of the services. */
final class ServiceProcess implements ManagedProcess {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Service service;
  private final int port;
  private final ServiceProgram program;
  private final Map<String, String> environment;
  private final JvmTuning tuning;
  private final Path logs;

  /**
   * Creates a process that is not started.
   *
   * @param environment its environment variables
   */
  ServiceProcess(
      Service service,
      int port,
      ServiceProgram program,
      Map<String, String> environment,
      JvmTuning tuning,
      Path logs) {
    this.service = service;
    this.port = port;
    this.program = program;
    this.environment = Map.copyOf(environment);
    this.tuning = tuning;
    this.logs = logs;
  }

  @Override
  public String name() {
    return service.id();
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public Path log() {
    return logs.resolve(name() + ".log");
  }

  @Override
  public Child launch() {
    ChildCommand command =
        program
            .command(name(), service.heap(), tuning)
            .env("QUARKUS_HTTP_HOST", "127.0.0.1")
            .env("QUARKUS_HTTP_PORT", Integer.toString(port))
            .grace(GRACE)
            .log(log());
    environment.forEach(command::env);
    service.environment().forEach(command::env);
    return command.start();
  }

  @Override
  public void awaitReady(Child child) {
    ReadinessProbe health = new ReadinessProbe(URI.create(url()));
    long deadline = System.nanoTime() + START.toNanos();
    while (!health.isReady()) {
      if (child.awaitExit(LOOK_AGAIN)) {
        throw new StartException(child.exitMessage());
      }
      if (System.nanoTime() > deadline) {
        throw new StartException(
            "%s was not ready after %d s, see %s"
                .formatted(name(), START.toSeconds(), child.log()));
      }
    }
  }
}
