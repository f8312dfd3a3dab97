package io.meanstream.cluster.supervisor;

import io.meanstream.cluster.StartException;
import io.meanstream.cluster.pipeline.Endpoints;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.LaunchPlan;
import io.meanstream.cluster.pipeline.ManagedProcess;
import io.meanstream.cluster.pipeline.Pipeline;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.cluster.pipeline.StartFutures;
import io.meanstream.cluster.pipeline.TokenFile;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Starts all processes of an installation and keeps them running. They end with this process. */
public final class PipelineSupervisor {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final Pipeline pipeline;
  private final LaunchPlan plan;
  private final UpFolder folder;

  /** In start order: later stages need earlier ones. */
  private final List<List<ProcessSupervisor>> stages = new CopyOnWriteArrayList<>();

  private volatile Optional<Endpoints> endpoints = Optional.empty();
  private volatile String store = "";
  private volatile boolean up;
  private volatile Optional<String> error = Optional.empty();
  private boolean ended;

  public PipelineSupervisor(Home home, LaunchPlan plan) {
    this.plan = plan;
    this.pipeline = new Pipeline(home, plan);
    this.folder = new UpFolder(home);
  }

  /**
   * Starts all processes and keeps them running until a signal ends this process.
   *
   * @throws StartException if one of them does not come up at first
   */
  public void run() {
    TokenFile.in(plan.tokenFile());
    // a start fulfils restart requests to an earlier supervisor
    folder.takeAsked();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    try {
      start();
    } catch (StartException e) {
      error = Optional.of(e.getMessage());
      writeDown();
      throw e;
    }
    while (true) {
      folder.takeAsked().forEach(this::restart);
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private void start() {
    keep(pipeline.votes());
    keep(pipeline.foundation());
    endpoints = Optional.of(pipeline.endpoints());
    store = pipeline.storeDescription();
    keep(pipeline.services());
    StartFutures.awaitAll(supervisors().stream().map(ProcessSupervisor::firstUp).toList());
    // last, since nothing else needs Spark and it would slow down the others
    List<ManagedProcess> spark = pipeline.spark();
    keep(spark);
    if (!spark.isEmpty()) {
      pipeline.recordSparkClasses();
    }
    up = true;
    writeDown();
  }

  private void keep(List<ManagedProcess> processes) {
    List<ProcessSupervisor> stage =
        processes.stream()
            .map(
                process ->
                    new ProcessSupervisor(process, new RestartPolicy(FIRST_PAUSE), this::writeDown))
            .toList();
    stages.add(stage);
    writeDown();
    for (ProcessSupervisor supervisor : stage) {
      Thread thread = new Thread(supervisor, supervisor.state().name());
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void restart(String process) {
    supervisors().stream()
        .filter(supervisor -> supervisor.state().name().equals(process))
        .forEach(ProcessSupervisor::restart);
  }

  /** Stops services first, so that they can finish their work with Kafka and the store. */
  private void stop() {
    List<List<ProcessSupervisor>> lastFirst = new ArrayList<>(stages);
    Collections.reverse(lastFirst);
    lastFirst.forEach(stage -> stage.parallelStream().forEach(ProcessSupervisor::stop));
    forget();
  }

  /** Keeps an error for the command that waits for the start. */
  private synchronized void forget() {
    ended = true;
    if (error.isEmpty()) {
      folder.forget();
    }
  }

  private synchronized void writeDown() {
    if (ended) {
      return;
    }
    folder.write(
        new UpState(
            ProcessId.current(),
            store,
            endpoints,
            up,
            urls(),
            supervisors().stream().map(ProcessSupervisor::state).toList(),
            error));
  }

  private List<ProcessSupervisor> supervisors() {
    return stages.stream().flatMap(List::stream).toList();
  }

  private Map<Service, URI> urls() {
    Map<Service, URI> urls = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      urls.put(service, plan.addresses().uri(service));
    }
    return urls;
  }
}
