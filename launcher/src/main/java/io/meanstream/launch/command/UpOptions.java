package io.meanstream.launch.command;

import io.meanstream.cluster.StoreSource;
import io.meanstream.cluster.pipeline.Addresses;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.JvmTuning;
import io.meanstream.cluster.pipeline.LaunchPlan;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.cluster.pipeline.Topology;
import io.meanstream.cluster.supervisor.UpFolder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code up} and of the supervisor that it starts. */
final class UpOptions {

  /** Which ports are used. */
  private enum PortPolicy {
    /** The usual ones. */
    USUAL,
    /** Free ones if the usual ones are taken. */
    AUTO;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String DATABASE = "meanstream";

  @Option(
      names = "--without",
      paramLabel = "SERVICE",
      completionCandidates = Excluded.Names.class,
      description = {
        "A service that you run yourself, or Spark's cluster: ${COMPLETION-CANDIDATES}.",
        "May be repeated."
      })
  private List<Excluded> without = List.of();

  @Option(
      names = "--ports",
      paramLabel = "PORTS",
      defaultValue = "usual",
      description =
          "usual, or auto for free ports where the usual ones are taken (default: usual).")
  private PortPolicy ports;

  @Option(
      names = "--single",
      description = {
        "One broker instead of two plus a third voter: takes less memory,",
        "but everything waits while that broker is down."
      })
  private boolean single;

  @Mixin private DatasetsOption datasets;
  @Mixin private StoreOption store;

  LaunchPlan plan(Home home) {
    UpFolder folder = new UpFolder(home);
    StoreSource source = StoreSource.of(System.getenv(), store.download());
    return new LaunchPlan(
        isAuto() ? Addresses.free(topology()) : Addresses.usual(topology()),
        source,
        source.database().orElse(DATABASE),
        folder.data(),
        datasets.folder(home),
        folder.token(),
        without(),
        without.stream().noneMatch(excluded -> excluded.service().isEmpty()),
        JvmTuning.LONG_RUN);
  }

  private Topology topology() {
    return single ? Topology.SINGLE : Topology.FULL;
  }

  boolean isAuto() {
    return ports == PortPolicy.AUTO;
  }

  /** The services that the user runs. */
  Set<Service> without() {
    Set<Service> services = EnumSet.noneOf(Service.class);
    without.stream().flatMap(excluded -> excluded.service().stream()).forEach(services::add);
    return services;
  }

  /** These options as arguments for another launcher. */
  List<String> arguments(Home home) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--ports", ports.toString(),
                "--store", store.toString(),
                "--datasets", datasets.folder(home).toString()));
    if (single) {
      arguments.add("--single");
    }
    without.forEach(excluded -> arguments.addAll(List.of("--without", excluded.toString())));
    return arguments;
  }
}
