package io.meanstream.launch.demo;

import io.meanstream.cluster.StoreSource;
import io.meanstream.cluster.pipeline.Addresses;
import io.meanstream.cluster.pipeline.Endpoints;
import io.meanstream.cluster.pipeline.Folders;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.JvmTuning;
import io.meanstream.cluster.pipeline.LaunchPlan;
import io.meanstream.cluster.pipeline.Pipeline;
import io.meanstream.cluster.pipeline.ProcessGroup;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.cluster.pipeline.TokenFile;
import io.meanstream.cluster.pipeline.Topology;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.IngestorApi;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.batch.BatchRequest;
import io.meanstream.launch.batch.BatchRun;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the whole pipeline on one machine, from start to averages, and removes everything at the
 * end.
 */
public final class Demo implements AutoCloseable {

  private static final Duration WATCH = Duration.ofMinutes(1);

  private final Home home;
  private final Console console;
  private final DemoRequest request;
  private final Path folder;
  private final ProcessGroup stack = new ProcessGroup();
  private volatile boolean failed;
  private volatile boolean ending;

  /** A demo with its own folder, which is removed at the end. */
  public Demo(Home home, Console console, DemoRequest request) {
    this.home = home;
    this.console = console;
    this.request = request;
    this.folder = DemoFolder.make(home);
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
  }

  /** Runs the demo until a signal, or until the averages are shown if the request says once. */
  public void run() {
    try {
      show();
    } catch (RuntimeException e) {
      if (ending) {
        // a signal has killed the children and the JVM is about to exit: report nothing
        awaitEnd();
      }
      failed = !(e instanceof Mistake);
      throw e;
    }
  }

  /** Kills every child and removes their data. May be called again. */
  @Override
  public void close() {
    stack.close();
    // keep the logs of a failure, since its message names them
    if (!failed) {
      Folders.remove(folder);
    }
  }

  private void end() {
    ending = true;
    close();
  }

  private void show() {
    List<Path> data =
        request.data().isEmpty() ? List.of(GeneratedRides.in(folder)) : request.data();
    LaunchPlan plan = plan(JvmTuning.of(data));
    Pipeline pipeline = new Pipeline(home, plan);
    Ingest ingest = ingest(plan);

    double start = start(pipeline);
    Map<String, Double> ingested =
        WholeIngest.run(ingest, console, request.dataset().name(), data, request.text());
    double aggregate = aggregate(pipeline.endpoints(), plan.tuning());

    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("start", start);
    seconds.putAll(ingested);
    seconds.put("aggregate", aggregate);
    URI statsApi = plan.addresses().uri(Service.STATS_API);
    new DemoResult(
            request.dataset(),
            new StatsApi(statsApi),
            Optional.of(pipeline.storeDescription()),
            Optional.of(statsApi),
            seconds)
        .print(request.format(), console);
    if (!request.once()) {
      stay();
    }
  }

  private LaunchPlan plan(JvmTuning tuning) {
    return new LaunchPlan(
        Addresses.free(Topology.SINGLE),
        StoreSource.of(System.getenv(), request.download()),
        // a database of its own, even in a shared MongoDB
        "meanstream_demo_" + ProcessHandle.current().pid(),
        folder,
        request.definitions(),
        folder.resolve("token"),
        // a demo needs only one run
        Set.of(Service.SCHEDULER),
        false,
        tuning);
  }

  private Ingest ingest(LaunchPlan plan) {
    String token = TokenFile.in(plan.tokenFile());
    return new Ingest(
        new IngestorApi(plan.addresses().uri(Service.INGESTOR), token),
        new StatsApi(plan.addresses().uri(Service.STATS_API)),
        console,
        stack);
  }

  private double start(Pipeline pipeline) {
    Stage stage = console.stage("start");
    StartupProgress waiting = new StartupProgress(stage);
    waiting.start(stack, pipeline.foundation());
    waiting.start(stack, pipeline.services());
    stack.awaitReady();
    return stage.done("%s; the store is %s".formatted(waiting.up(), pipeline.storeDescription()));
  }

  private double aggregate(Endpoints endpoints, JvmTuning tuning) {
    BatchRequest dirtyDays = BatchRequest.dirtyDays(request.dataset().name());
    Path log = folder.resolve("logs").resolve("spark-batch.log");
    Stage stage = console.stage("aggregate");
    BatchRun batch = BatchRun.start(home, tuning, endpoints, dirtyDays, folder, log);
    stack.add(batch.child());
    return stage.done(batch.await(stage).summary());
  }

  private void stay() {
    console.note("Everything stays up until Ctrl-C.");
    while (true) {
      stack.pause(WATCH);
    }
  }

  private static void awaitEnd() {
    while (true) {
      LockSupport.park();
    }
  }
}
