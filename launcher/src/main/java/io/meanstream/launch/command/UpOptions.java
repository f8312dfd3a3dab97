package io.meanstream.launch.command;

import io.meanstream.cluster.Ports;
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
import java.util.OptionalInt;
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

  /** What is started on request. */
  private enum Extra {
    POSTGRES;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String DATABASE = "meanstream";
  private static final int POSTGRES_PORT = 5432;

  @Option(
      names = "--with",
      paramLabel = "EXTRA",
      description =
          "postgres: also start a PostgreSQL server, for tables and for pushed and fetched records.")
  private Set<Extra> with = Set.of();

  @Option(
      names = "--without",
      paramLabel = "SERVICE",
      completionCandidates = Excluded.Names.class,
      description = {
        "Do not start this service, because you run it yourself, or Spark's cluster:"
            + " ${COMPLETION-CANDIDATES}.",
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
        postgres(),
        JvmTuning.LONG_RUN);
  }

  private OptionalInt postgres() {
    return with.contains(Extra.POSTGRES)
        ? OptionalInt.of(isAuto() ? Ports.freeOr(POSTGRES_PORT) : POSTGRES_PORT)
        : OptionalInt.empty();
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
    with.forEach(extra -> arguments.addAll(List.of("--with", extra.toString())));
    without.forEach(excluded -> arguments.addAll(List.of("--without", excluded.toString())));
    return arguments;
  }
}
