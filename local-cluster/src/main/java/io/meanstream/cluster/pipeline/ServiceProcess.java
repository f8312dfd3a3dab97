package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.StartException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A service, run from its jar. */
final class ServiceProcess implements ManagedProcess {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Service service;
  private final int port;
  private final Path jar;
  private final Map<String, String> environment;
  private final JvmTuning tuning;
  private final Path logs;

  /**
   * @param environment what it is told of the others
   */
  ServiceProcess(
      Service service,
      int port,
      Path jar,
      Map<String, String> environment,
      JvmTuning tuning,
      Path logs) {
    this.service = service;
    this.port = port;
    this.jar = jar;
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
        ChildCommand.ofMain(name(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint")
            .classPath(List.of(jar))
            .heap(service.heap())
            .jvmOptions("-XX:-UsePerfData")
            .jvmOptions(tuning.options())
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
