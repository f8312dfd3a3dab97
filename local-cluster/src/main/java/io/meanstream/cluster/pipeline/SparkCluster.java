package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.ChildCommand;
import io.meanstream.cluster.ClassPaths;
import io.meanstream.cluster.SparkHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Spark's standalone cluster: a master and two workers with two cores each. An application gets the
 * cores of one worker, so it starts one executor instead of two, and the other worker takes over if
 * the first is lost. Applications run as this user, so submitting one needs the secret of this
 * installation, which its {@link SparkHome} contains.
 */
final class SparkCluster {

  private static final String HOST = "127.0.0.1";

  private final SparkHome home;
  private final Path folder;
  private final Addresses addresses;

  /**
   * Creates a cluster that is not started.
   *
   * @param folder for the logs and the files of applications
   * @param secret required to run an application
   */
  SparkCluster(Path folder, Home jars, Addresses addresses, String secret) {
    this.folder = folder;
    this.addresses = addresses;
    this.home =
        SparkHome.prepare(home(folder), jars.sparkClassPath())
            .withDefaults(
                Map.of(
                    // the same as a driver's, so that executors can use its class-data archive
                    "spark.executor.extraClassPath",
                    ClassPaths.join(SparkJvm.classPath(jars)),
                    "spark.authenticate",
                    "true",
                    "spark.authenticate.secret",
                    secret,
                    // an executor serves one run, which is mostly short: see JvmTuning
                    "spark.executor.extraJavaOptions",
                    String.join(" ", JvmTuning.SHORT_RUN.options()) + " -XX:-UsePerfData",
                    // two cores of one worker: an executor takes seconds to start
                    "spark.cores.max",
                    "2",
                    // otherwise any web page could kill an application
                    "spark.ui.killEnabled",
                    "false"));
  }

  /** The Spark installation of a cluster, which contains the secret. */
  static Path home(Path folder) {
    return folder.resolve("home").toAbsolutePath();
  }

  List<ManagedProcess> processes() {
    return List.of(master(), worker("spark-worker-1"), worker("spark-worker-2"));
  }

  private ManagedProcess master() {
    String name = "spark-master";
    return new SparkProcess(
        name,
        "http://%s:%d".formatted(HOST, addresses.sparkPage()),
        "I have been elected leader",
        log(name),
        () ->
            tuned(home.master(name))
                // fail if the port is in use: workers would not find another one
                .jvmOptions("-Dspark.port.maxRetries=0")
                .jvmOptions("-Dspark.deploy.spreadOut=false")
                .args("--host", HOST, "--port", Integer.toString(addresses.sparkMaster()))
                .args("--webui-port", Integer.toString(addresses.sparkPage()))
                .log(log(name)));
  }

  private ManagedProcess worker(String name) {
    return new SparkProcess(
        name,
        addresses.sparkUri(),
        "Successfully registered with master",
        log(name),
        () ->
            tuned(home.worker(name))
                // each run leaves a copy of the batch's jar in the folder of its work
                .jvmOptions("-Dspark.worker.cleanup.enabled=true")
                .jvmOptions("-Dspark.worker.cleanup.appDataTtl=" + Duration.ofDays(1).toSeconds())
                .args("--host", HOST, "--port", "0", "--webui-port", "0")
                .args("--cores", "2", "--memory", "1g")
                .args("--work-dir", folder.resolve("work").toString(), addresses.sparkUri())
                .log(log(name)));
  }

  private static ChildCommand tuned(ChildCommand command) {
    return command.jvmOptions("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }
}
