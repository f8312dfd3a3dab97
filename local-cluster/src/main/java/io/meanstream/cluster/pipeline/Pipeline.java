package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.ClassDataArchive;
import io.meanstream.cluster.KafkaNode;
import io.meanstream.cluster.KafkaQuorum;
import io.meanstream.cluster.MongodSet;
import io.meanstream.cluster.PostgresServer;
import io.meanstream.cluster.StartException;
import io.meanstream.cluster.Store;
import io.meanstream.cluster.StoreSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The processes of one installation: Kafka, a store, the services and Spark. */
public final class Pipeline {

  private final Home home;
  private final LaunchPlan plan;
  private final List<ManagedProcess> foundation = new ArrayList<>();
  private final Map<Service, ServiceProgram> programs = new EnumMap<>(Service.class);
  private final CompletableFuture<Store> store;

  /**
   * The processes of a plan.
   *
   * @throws StartException if a service's program is missing
   */
  public Pipeline(Home home, LaunchPlan plan) {
    this.home = home;
    this.plan = plan;
    started().forEach(service -> programs.put(service, home.program(service)));
    kafka(KafkaNode::isBroker).forEach(foundation::add);
    plan.postgres()
        .ifPresent(port -> foundation.add(new PostgresProcess(plan.postgresFolder(), port)));
    this.store = addStore();
  }

  /** Kafka's controllers without a broker. The brokers need them to stop cleanly. */
  public List<ManagedProcess> votes() {
    return kafka(node -> !node.isBroker()).toList();
  }

  /** The brokers, and the databases that are started here. They depend on no other process. */
  public List<ManagedProcess> foundation() {
    return List.copyOf(foundation);
  }

  /** The services that are started here. */
  public List<ManagedProcess> services() {
    return started().map(this::process).toList();
  }

  private Stream<Service> started() {
    return Arrays.stream(Service.values()).filter(service -> !plan.without().contains(service));
  }

  /** Spark's cluster, if the plan has one. Nothing waits for it. */
  public List<ManagedProcess> spark() {
    if (!plan.spark()) {
      return List.of();
    }
    return new SparkCluster(sparkFolder(), home, plan.addresses(), TokenFile.in(plan.tokenFile()))
        .processes();
  }

  /**
   * Records the class-data archive of Spark in the background, unless there is one. Without it,
   * runs take longer, so a failure is only reported.
   *
   * @return the process that records, if there is one
   */
  public Optional<Child> recordSparkClasses() {
    try {
      return record(SparkJvm.archive(home));
    } catch (RuntimeException e) {
      reportUnrecorded(e);
      return Optional.empty();
    }
  }

  private Optional<Child> record(ClassDataArchive archive) {
    if (archive.isThere()) {
      return Optional.empty();
    }
    Path own = plan.folder().resolve("spark-classes");
    Path recorded = own.resolve("spark.jsa");
    List<String> options = archive.record(recorded);
    if (options.isEmpty()) {
      return Optional.empty();
    }
    ChildCommand command =
        SparkJvm.of(home, JvmTuning.SHORT_RUN, own)
            .jvmOptions(options)
            .log(plan.folder().resolve("logs").resolve("spark-classes.log"));
    List<String> arguments =
        List.of(
            "--rehearse",
            "--mongodb",
            endpoints().storeUri(),
            "--database",
            plan.database(),
            "--datasets",
            plan.datasets().toString());
    Child recording;
    try {
      SparkJvm.pass(arguments, own, command);
      recording = command.start();
    } catch (RuntimeException e) {
      archive.release();
      throw e;
    }
    recording
        .onExit()
        .thenAccept(
            exit -> {
              try {
                if (exit == 0) {
                  archive.keep(recorded);
                }
              } finally {
                archive.release();
                Folders.remove(own);
              }
            })
        .exceptionally(
            cause -> {
              reportUnrecorded(cause);
              return null;
            });
    return Optional.of(recording);
  }

  private static void reportUnrecorded(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    System.err.printf(
        "cannot record Spark's class-data archive, so runs take longer to start: %s%n", root);
  }

  /**
   * The endpoints that services connect to. Waits until the store is up.
   *
   * @throws StartException if that fails
   */
  public Endpoints endpoints() {
    return new Endpoints(
        plan.addresses().bootstrapServers(),
        store().uri(),
        plan.database(),
        plan.datasets(),
        plan.tokenFile());
  }

  /**
   * A sentence about the store and what happens to its data. Waits until the store is up.
   *
   * @throws StartException if that fails
   */
  public String storeDescription() {
    return store().description();
  }

  private Stream<ManagedProcess> kafka(Predicate<KafkaNode> which) {
    KafkaQuorum quorum = plan.addresses().kafka();
    return quorum.nodes().stream()
        .filter(which)
        .map(node -> new KafkaProcess(quorum, node, plan.kafkaFolder()));
  }

  /** Adds the store's processes, if it is started here, and returns the store. */
  private CompletableFuture<Store> addStore() {
    Path folder = plan.storeFolder();
    if (plan.source() instanceof StoreSource.Given given) {
      return CompletableFuture.completedFuture(given.start(folder, plan.addresses().store()));
    }
    Optional<MongodSet> set = plan.storeSet();
    if (set.isPresent()) {
      return addMembers(set.get(), folder);
    }
    StoreProcess process = new StoreProcess(plan.source(), folder, plan.addresses().store());
    foundation.add(process);
    return process.first();
  }

  private CompletableFuture<Store> addMembers(MongodSet set, Path folder) {
    CompletableFuture<Store> up = new CompletableFuture<>();
    for (int member = 1; member <= set.size(); member++) {
      foundation.add(new MongodProcess(set, member, folder, up));
    }
    return up;
  }

  private Store store() {
    return StartFutures.await(store);
  }

  private ManagedProcess process(Service service) {
    return new ServiceProcess(
        service,
        plan.addresses().of(service),
        programs.get(service),
        environment(service),
        plan.tuning(),
        plan.folder().resolve("logs"));
  }

  /**
   * The settings that submit applications to the cluster. Without them, Spark runs in its driver.
   */
  private Map<String, String> sparkCluster() {
    return plan.spark()
        ? Map.of(
            "MEANSTREAM_SPARK_MASTER",
            plan.addresses().sparkUri(),
            "MEANSTREAM_SPARK_JVM_OPTIONS",
            System.getenv()
                .getOrDefault(
                    "MEANSTREAM_SPARK_JVM_OPTIONS",
                    String.join(",", JvmTuning.SHORT_RUN.options())),
            "SPARK_HOME",
            SparkCluster.home(sparkFolder()).toString())
        : Map.of();
  }

  /** The server, for definitions and for what lands. */
  private Map<String, String> postgres(int port) {
    String password = PostgresProcess.password(plan.postgresFolder());
    return Map.of(
        "MEANSTREAM_POSTGRES_PASSWORD",
        password,
        "MEANSTREAM_INGESTOR_LANDING_URL",
        "jdbc:" + PostgresServer.url(port),
        "MEANSTREAM_INGESTOR_LANDING_USER",
        PostgresServer.USER,
        "MEANSTREAM_INGESTOR_LANDING_PASSWORD",
        password);
  }

  private Path sparkFolder() {
    return plan.folder().resolve("spark");
  }

  private Map<String, String> environment(Service service) {
    Map<String, String> environment = new HashMap<>(endpoints().environment());
    if (service == Service.INGESTOR) {
      environment.put("MEANSTREAM_INGESTOR_STATE", plan.folder().resolve("ingestor").toString());
      plan.postgres().ifPresent(port -> environment.putAll(postgres(port)));
    }
    if (service == Service.STATS_API) {
      environment.put("MEANSTREAM_INGESTOR_URL", plan.addresses().uri(Service.INGESTOR).toString());
      environment.put(
          "MEANSTREAM_PERSISTER_URL", plan.addresses().uri(Service.PERSISTER).toString());
      environment.put(
          "MEANSTREAM_SCHEDULER_URL", plan.addresses().uri(Service.SCHEDULER).toString());
    }
    if (service == Service.SCHEDULER) {
      // a native executable has no Java of its own for Spark
      environment.put("JAVA_HOME", System.getProperty("java.home"));
      environment.put("MEANSTREAM_SPARK_BATCH_JAR", home.batchJar().toString());
      environment.put("MEANSTREAM_SPARK_JVM_ARGS", home.sparkJvmArgs().toString());
      environment.put("MEANSTREAM_SPARK_JARS", home.sparkClassPath().toString());
      environment.put("MEANSTREAM_SPARK_CLASS_ARCHIVE", SparkJvm.archive(home).file().toString());
      environment.put("MEANSTREAM_SCHEDULER_WORK", plan.folder().resolve("runs").toString());
      // otherwise Spark resolves the host name, which fails on an offline laptop
      environment.put("SPARK_LOCAL_IP", "127.0.0.1");
      environment.putAll(sparkCluster());
    }
    return environment;
  }
}
