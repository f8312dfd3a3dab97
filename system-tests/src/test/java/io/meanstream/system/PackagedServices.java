package io.meanstream.system;

import io.meanstream.cluster.pipeline.ServiceProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The services that a test runs in processes of its own. They are stopped after each test; if the
 * test failed, the ends of their logs are printed.
 *
 * <pre>{@code
 * @RegisterExtension final PackagedServices services = new PackagedServices();
 * PackagedService ingestor = services.add("ingestor", "128m", environment).start().awaitReady();
 * }</pre>
 */
final class PackagedServices implements AfterEachCallback {

  private static final int LINES = 300;

  private final List<PackagedService> services = new ArrayList<>();

  /**
   * A service that is not started yet. It runs from its jar, or from its executable in the folder
   * that MEANSTREAM_NATIVE names.
   *
   * @param module whose service it is
   * @param heap its maximum, for example {@code 128m}
   * @param environment its configuration, except host and port
   */
  PackagedService add(String module, String heap, Map<String, String> environment) {
    return add(module, heap, environment, System.getenv());
  }

  /** A service that is not started yet and always runs from its jar. */
  PackagedService addJar(String module, String heap, Map<String, String> environment) {
    return add(module, heap, environment, Map.of());
  }

  private PackagedService add(
      String module, String heap, Map<String, String> environment, Map<String, String> ours) {
    ServiceProgram program = ServiceProgram.of(ours, Meanstream.ROOT, module);
    PackagedService service =
        new PackagedService(module, program, heap, environment, logFile(module));
    services.add(service);
    return service;
  }

  private static Path logFile(String module) {
    try {
      return Files.createTempFile(module, ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    services.forEach(PackagedService::close);
    for (PackagedService service : services) {
      if (context.getExecutionException().isPresent()) {
        print(service.log());
      }
      Files.delete(service.log());
    }
    services.clear();
  }

  private static void print(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    System.err.println("--- the end of " + log);
    lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(System.err::println);
  }
}
