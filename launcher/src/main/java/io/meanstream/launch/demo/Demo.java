package io.meanstream.launch.demo;

import io.meanstream.cluster.StoreSource;
import io.meanstream.launch.Failure;
import io.meanstream.launch.api.Ingestion;
import io.meanstream.launch.api.IngestorApi;
import io.meanstream.launch.api.Reading;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.batch.BatchRequest;
import io.meanstream.launch.batch.BatchRun;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.run.Addresses;
import io.meanstream.launch.run.Folders;
import io.meanstream.launch.run.Home;
import io.meanstream.launch.run.Pipeline;
import io.meanstream.launch.run.Plan;
import io.meanstream.launch.run.Service;
import io.meanstream.launch.run.Stack;
import io.meanstream.launch.run.Token;
import io.meanstream.launch.run.Wiring;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Everything on one machine, from nothing to averages, and nothing of it left in the end. */
public final class Demo implements AutoCloseable {

  private static final Duration WATCH = Duration.ofMinutes(1);

  private final Home home;
  private final Console console;
  private final DemoRequest request;
  private final Path folder;
  private final Stack stack = new Stack();
  private volatile boolean failed = true;

  /** A demo that keeps everything in a folder of its own until its end. */
  public Demo(Home home, Console console, DemoRequest request) {
    this.home = home;
    this.console = console;
    this.request = request;
    this.folder = DemoFolder.make(home);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
  }

  /** Runs it to its end, which is a signal unless the request says once. */
  public void run() {
    Path token = folder.resolve("token");
    String secret = Token.in(token);
    Addresses addresses = Addresses.free();
    StoreSource source = StoreSource.of(System.getenv(), request.download());
    Pipeline pipeline =
        new Pipeline(
            home, new Plan(addresses, source, folder, request.definitions(), token, Set.of()));

    double start = start(pipeline);
    Ingest ingest =
        new Ingest(
            new IngestorApi(addresses.uri(Service.INGESTOR), secret),
            new StatsApi(addresses.uri(Service.STATS_API)),
            console,
            stack);
    List<Reading> sources = ingest.submit(request.dataset().name(), data());
    double read = ingest.awaitRead(sources);
    double persist = ingest.awaitSettled(sources);
    refuseFailed(ingest.results(sources));
    double aggregate = aggregate(pipeline.wiring());

    new DemoResult(
            request.dataset(),
            pipeline.storeDescription(),
            addresses.uri(Service.STATS_API),
            new DemoSeconds(start, read, persist, aggregate))
        .print(request.format(), console);
    failed = false;
    if (!request.once()) {
      stay();
    }
  }

  /** Stops every child at once: nobody wants their data any more. May be called again. */
  @Override
  public void close() {
    stack.close();
    // the logs of a failure stay, for its message names them
    if (!failed) {
      Folders.remove(folder);
    }
  }

  private double start(Pipeline pipeline) {
    Stage stage = console.stage("start");
    Waiting waiting = new Waiting(stage);
    waiting.start(stack, pipeline.foundation());
    waiting.start(stack, pipeline.services());
    stack.awaitReady();
    return stage.done("%s; the store is %s".formatted(waiting.up(), pipeline.storeDescription()));
  }

  private List<Path> data() {
    return request.data().isEmpty() ? List.of(GeneratedRides.in(folder)) : request.data();
  }

  private double aggregate(Wiring wiring) {
    BatchRequest touched = BatchRequest.touched(request.dataset().name());
    Stage stage = console.stage("aggregate");
    BatchRun batch =
        BatchRun.start(home, wiring, touched, folder, folder.resolve("logs/spark-batch.log"));
    stack.add(batch.child());
    return stage.done(batch.await(stage).summary());
  }

  private void refuseFailed(List<Ingestion> ingestions) {
    for (Ingestion ingestion : ingestions) {
      if (ingestion.isBad()) {
        throw new Failure(
            "%s is %s: %s"
                .formatted(
                    ingestion.source(),
                    ingestion.state(),
                    ingestion.error().orElse(ingestion.balance().toString())));
      }
    }
  }

  private void stay() {
    console.note("Everything stays up until Ctrl-C.");
    while (true) {
      stack.pause(WATCH);
    }
  }
}
