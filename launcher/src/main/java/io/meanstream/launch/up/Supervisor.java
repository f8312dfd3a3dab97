package io.meanstream.launch.up;

import io.meanstream.cluster.StartException;
import io.meanstream.launch.run.Home;
import io.meanstream.launch.run.Part;
import io.meanstream.launch.run.Pipeline;
import io.meanstream.launch.run.Plan;
import io.meanstream.launch.run.Service;
import io.meanstream.launch.run.Starts;
import io.meanstream.launch.run.Token;
import io.meanstream.launch.run.Wiring;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The process that everything which is up hangs on: it starts the parts and keeps them running. */
public final class Supervisor {

  private final Pipeline pipeline;
  private final Plan plan;
  private final UpFolder folder;
  private final List<Keeper> foundation = new CopyOnWriteArrayList<>();
  private final List<Keeper> services = new CopyOnWriteArrayList<>();
  private volatile Optional<Wiring> wiring = Optional.empty();
  private volatile String store = "";
  private volatile Optional<String> error = Optional.empty();
  private boolean ended;

  public Supervisor(Home home, Plan plan) {
    this.plan = plan;
    this.pipeline = new Pipeline(home, plan);
    this.folder = new UpFolder(home);
  }

  /**
   * Starts all parts and keeps them running until a signal ends this process.
   *
   * @throws StartException if one of them does not come up at first
   */
  public void run() {
    Token.in(plan.tokenFile());
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    try {
      keep(pipeline.foundation(), foundation);
      wiring = Optional.of(pipeline.wiring());
      store = pipeline.storeDescription();
      keep(pipeline.services(), services);
      Starts.awaitAll(keepers().stream().map(Keeper::firstUp).toList());
    } catch (StartException e) {
      error = Optional.of(e.getMessage());
      writeDown();
      throw e;
    }
    awaitSignal();
  }

  private void keep(List<Part> parts, List<Keeper> keepers) {
    for (Part part : parts) {
      Keeper keeper = new Keeper(part, this::writeDown);
      keepers.add(keeper);
      Thread thread = new Thread(keeper, part.name());
      thread.setDaemon(true);
      thread.start();
    }
    writeDown();
  }

  /** Services first: they finish what they do with Kafka and the store. */
  private void stop() {
    services.parallelStream().forEach(Keeper::stop);
    foundation.parallelStream().forEach(Keeper::stop);
    forget();
  }

  /** An error is left for the command that waits for the start. */
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
            wiring,
            urls(),
            keepers().stream().map(Keeper::state).toList(),
            error));
  }

  private List<Keeper> keepers() {
    return Stream.of(foundation, services).flatMap(List::stream).toList();
  }

  private Map<Service, URI> urls() {
    Map<Service, URI> urls = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      urls.put(service, plan.addresses().uri(service));
    }
    return urls;
  }

  private static void awaitSignal() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
