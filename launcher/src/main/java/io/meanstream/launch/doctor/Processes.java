package io.meanstream.launch.doctor;

import io.meanstream.cluster.Ports;
import io.meanstream.cluster.StoreSource;
import io.meanstream.cluster.pipeline.Endpoints;
import io.meanstream.cluster.pipeline.LaunchPlan;
import io.meanstream.cluster.pipeline.ReadinessProbe;
import io.meanstream.cluster.supervisor.PortOwner;
import io.meanstream.cluster.supervisor.ProcessState;
import io.meanstream.cluster.supervisor.UpState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The processes of a stack that is up, or the ports that one would need. */
final class Processes {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Pattern HOSTS = Pattern.compile("[^:]+://(?:[^@/]*@)?([^/?]+).*");
  private static final int MONGODB = 27017;

  private Processes() {}

  /** Checks whether a stack could start. */
  static List<Finding> beforeStart(LaunchPlan plan) {
    List<Finding> findings = new ArrayList<>();
    plan.ports()
        .forEach(
            (process, port) -> {
              if (!Ports.isFree(port)) {
                findings.add(taken(process, port));
              }
            });
    if (findings.isEmpty()) {
      findings.add(Finding.ok("ports", "all %d are free".formatted(plan.ports().size())));
    }
    findings.add(Finding.ok("kafka", "not running; './meanstream up' starts it"));
    findings.add(store(plan.source()));
    return findings;
  }

  private static Finding taken(String process, int port) {
    return Finding.error(
        "ports",
        "%s needs port %d, but %s is using it".formatted(process, port, PortOwner.of(port)),
        "stop it, or use './meanstream up --ports auto'");
  }

  private static Finding store(StoreSource source) {
    if (source instanceof StoreSource.Given given) {
      return connects(
          "store", addresses(given.uri()), "start that MongoDB, or correct MEANSTREAM_MONGODB_URI");
    }
    if (source instanceof StoreSource.InMemory) {
      return Finding.warning(
          "store",
          "no MongoDB is installed or configured: an in-memory server stands in for it",
          "install mongod, or name a server in MEANSTREAM_MONGODB_URI");
    }
    return Finding.ok("store", "not running; './meanstream up' starts it");
  }

  /** Checks a running stack. */
  static List<Finding> whileUp(UpState state) {
    List<Finding> findings = new ArrayList<>();
    state.processes().stream().map(Processes::process).forEach(findings::add);
    state.endpoints().map(Processes::endpoints).ifPresent(findings::addAll);
    state
        .urls()
        .forEach(
            (service, url) -> {
              if (!new ReadinessProbe(url).isReady()) {
                findings.add(notReady(service.id(), url));
              }
            });
    return findings;
  }

  private static Finding process(ProcessState process) {
    String found = "%s, restarted %d times".formatted(process.state(), process.restarts());
    return process.isUp()
        ? Finding.ok(process.name(), found)
        : Finding.error(
            process.name(),
            found,
            "see './meanstream logs %s', then './meanstream restart %s'"
                .formatted(process.name(), process.name()));
  }

  private static List<Finding> endpoints(Endpoints endpoints) {
    return List.of(
        connects(
            "kafka",
            Arrays.asList(endpoints.bootstrapServers().split(",")),
            "see './meanstream logs kafka-1'"),
        connects("store", addresses(endpoints.storeUri()), "see './meanstream logs store'"));
  }

  private static Finding notReady(String service, URI url) {
    return Finding.error(
        service,
        "not ready",
        "%s says what it waits for; './meanstream logs %s' says more"
            .formatted(url.resolve("/q/health/ready"), service));
  }

  private static List<String> addresses(String storeUri) {
    Matcher hosts = HOSTS.matcher(storeUri);
    return hosts.matches() ? Arrays.asList(hosts.group(1).split(",")) : List.of(storeUri);
  }

  /** Whether something listens at each address; SRV names of a cluster are not resolved. */
  private static Finding connects(String check, List<String> addresses, String advice) {
    List<String> silent = addresses.stream().filter(address -> !answers(address)).toList();
    if (silent.isEmpty()) {
      return Finding.ok(check, "answers at " + String.join(", ", addresses));
    }
    String found = "does not answer at " + String.join(", ", silent);
    return silent.size() < addresses.size()
        ? Finding.warning(check, found, advice)
        : Finding.error(check, found, advice);
  }

  private static boolean answers(String address) {
    // an IPv6 address is in brackets, with or without a port
    int colon = address.endsWith("]") ? -1 : address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    int port = colon < 0 ? MONGODB : Integer.parseInt(address.substring(colon + 1));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) CONNECT.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
