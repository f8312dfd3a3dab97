package io.meanstream.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configures the service with a token and an empty folder of definitions. */
public class TokenFile implements QuarkusTestResourceLifecycleManager {

  static final String KEY = "meanstream.token-file";

  private Path folder;
  private Path file;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("meanstream-service");
      file = Files.writeString(folder.resolve("token"), "first\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        KEY,
        file.toString(),
        "meanstream.datasets",
        folder.toString(),
        "meanstream.hosts",
        "notes.example");
  }

  @Override
  public void stop() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
