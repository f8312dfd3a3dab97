package io.meanstream.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link FilledStore}, each a database of its own, and the one {@link SparkEngine}.
 *
 * <p>The store's process and Spark are started once in a run of tests.
 */
final class Surroundings implements ParameterResolver {

  private static final Namespace OURS = Namespace.create(Surroundings.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == FilledStore.class || type == SparkEngine.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store shared = context.getRoot().getStore(OURS);
    if (parameter.getParameter().getType() == SparkEngine.class) {
      return shared.computeIfAbsent(SparkEngine.class);
    }
    String uri = shared.computeIfAbsent(StoreProcess.class).store.uri();
    String database = "test_" + UUID.randomUUID();
    return context
        .getStore(OURS)
        .computeIfAbsent(database, name -> new FilledStore(uri, name), FilledStore.class);
  }

  /** The in-memory store, stopped by JUnit at the end of all tests. */
  static final class StoreProcess implements AutoCloseable {
    private final io.meanstream.cluster.Store store;

    StoreProcess() throws IOException {
      Path folder = Files.createDirectories(Path.of("target", "store"));
      store = io.meanstream.cluster.Store.startInMemory(folder);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
