package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.Pause;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.cluster.pipeline.TokenFile;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.IngestorApi;
import io.meanstream.launch.api.SchedulerApi;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The APIs of the services that a command uses: those that {@code up} started, or those that
 * MEANSTREAM_INGESTOR_URL, MEANSTREAM_STATS_API_URL and MEANSTREAM_SCHEDULER_URL name.
 *
 * @param tokenFile the secret for calls that change something
 * @param pause the delay between polls
 */
record ServiceClients(Map<Service, URI> urls, Path tokenFile, Pause pause) {

  private static final String TOKEN_FILE = "MEANSTREAM_TOKEN_FILE";

  /**
   * The services named by this process' environment, or those of its home.
   *
   * @throws Mistake if the environment names them incorrectly, or names none and nothing is up
   */
  static ServiceClients of(Home home) {
    return named(System.getenv()).orElseGet(() -> RunningStack.of(home).clients());
  }

  /**
   * The services that environment variables name; empty if they name none.
   *
   * @throws Mistake if some variables are set but another is missing, or one is wrong
   */
  static Optional<ServiceClients> named(Map<String, String> environment) {
    Map<Service, URI> urls = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      String variable = variable(service);
      value(environment, variable).ifPresent(url -> urls.put(service, uri(variable, url)));
    }
    if (urls.isEmpty()) {
      return Optional.empty();
    }
    Path token =
        value(environment, TOKEN_FILE)
            .map(Path::of)
            .orElseThrow(
                () ->
                    new Mistake(
                        "%s must be set together with %s".formatted(TOKEN_FILE, variables(urls))));
    if (!Files.isReadable(token)) {
      throw new Mistake("%s: cannot read %s".formatted(TOKEN_FILE, token));
    }
    return Optional.of(
        new ServiceClients(urls, token, time -> LockSupport.parkNanos(time.toNanos())));
  }

  IngestorApi ingestor() {
    return new IngestorApi(url(Service.INGESTOR), token());
  }

  StatsApi stats() {
    return new StatsApi(url(Service.STATS_API));
  }

  SchedulerApi scheduler() {
    return new SchedulerApi(url(Service.SCHEDULER), token());
  }

  Ingest ingest(Console console) {
    return new Ingest(ingestor(), stats(), console, pause);
  }

  private URI url(Service service) {
    return Optional.ofNullable(urls.get(service))
        .orElseThrow(
            () ->
                new Mistake(
                    "%s must be set together with %s"
                        .formatted(variable(service), variables(urls))));
  }

  private String token() {
    return TokenFile.in(tokenFile);
  }

  private static String variables(Map<Service, URI> urls) {
    return String.join(", ", urls.keySet().stream().map(ServiceClients::variable).toList());
  }

  private static String variable(Service service) {
    return "MEANSTREAM_%s_URL".formatted(service.id().toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Optional<String> value(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  private static URI uri(String variable, String value) {
    if (!value.matches("https?://[^/\\s]+/?")) {
      throw new Mistake(
          "%s: %s is not an address such as http://localhost:8080".formatted(variable, value));
    }
    return URI.create(value.replaceFirst("/$", ""));
  }
}
