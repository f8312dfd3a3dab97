package io.meanstream.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.tools.StorageTool;

/**
 * A Kafka node that formats its storage if it is new. Runs only in a child, since it needs {@link
 * ClassPaths#cluster()}.
 *
 * <p>Both happen in one JVM, since a second one just for formatting would take a quarter of the
 * start time.
 */
final class KafkaMain {
  private KafkaMain() {}

  /** Arguments: the properties file and the cluster id. */
  public static void main(String[] args) throws IOException {
    String file = args[0];
    if (isNew(Path.of(file)) && format(file, args[1], System.out) != 0) {
      System.exit(1);
    }
    kafka.Kafka.main(new String[] {file});
  }

  private static boolean isNew(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return Files.notExists(Path.of(properties.getProperty("log.dirs"), "meta.properties"));
  }

  private static int format(String file, String clusterId, PrintStream output) {
    return StorageTool.execute(
        new String[] {"format", "--cluster-id", clusterId, "--config", file}, output);
  }
}
