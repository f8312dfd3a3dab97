package io.meanstream.launch.demo;

import io.meanstream.cluster.StoreSource;
import io.meanstream.cluster.pipeline.Addresses;
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
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
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

  /** Its own, even in a shared MongoDB, and in containers, where the ids of processes repeat. */
  private final String database =
      "meanstream_demo_%d_%s"
          .formatted(
              ProcessHandle.current().pid(),
              HexFormat.of().toHexDigits(new SecureRandom().nextInt()));

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

    Map<String, Double> seconds = new LinkedHashMap<>();
    BatchRun batch = start(pipeline, plan.tuning(), seconds);
    seconds.putAll(
        WholeIngest.run(ingest, console, request.dataset().name(), data, request.text()));
    seconds.put("aggregate", aggregate(batch));
    URI statsApi = plan.addresses().uri(Service.STATS_API);
    new DemoResult(
            request.dataset(),
            new StatsApi(statsApi),
            Optional.of(pipeline.storeDescription()),
            Optional.of(statsApi).filter(it -> !request.once()),
            seconds)
        .print(request.format(), console);
    if (!request.once()) {
      pipeline.recordSparkClasses().ifPresent(stack::add);
      stay();
    }
  }

  private LaunchPlan plan(JvmTuning tuning) {
    return new LaunchPlan(
        Addresses.free(Topology.SINGLE),
        StoreSource.of(System.getenv(), request.download()),
        database,
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

  /** Starts everything. Spark starts with the services, since it takes as long as they do. */
  private BatchRun start(Pipeline pipeline, JvmTuning tuning, Map<String, Double> seconds) {
    Stage stage = console.stage("start");
    StartupProgress waiting = new StartupProgress(stage);
    waiting.start(stack, pipeline.foundation());
    waiting.start(stack, pipeline.services());
    BatchRun batch =
        BatchRun.prepare(
            home,
            tuning,
            pipeline.endpoints(),
            BatchRequest.dirtyDays(request.dataset().name()),
            folder,
            folder.resolve("logs").resolve("spark-batch.log"));
    stack.add(batch.child());
    stack.awaitReady();
    seconds.put(
        "start",
        stage.done("%s; the store is %s".formatted(waiting.up(), pipeline.storeDescription())));
    return batch;
  }

  private double aggregate(BatchRun batch) {
    Stage stage = console.stage("aggregate");
    batch.begin();
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
