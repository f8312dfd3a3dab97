package io.meanstream.batch;

import io.meanstream.batch.run.SparkEngine;
import io.meanstream.testing.store.StoreFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Injects a {@link FilledStore} with a new database for each test, and a shared {@link
 * SparkEngine}.
 *
 * <p>The store's process and Spark start once per JVM.
 */
public final class BatchTestEnvironment implements ParameterResolver {

  private static final Namespace OURS = Namespace.create(BatchTestEnvironment.class);

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
    StoreFixture server = shared.computeIfAbsent(StoreProcess.class).server;
    String database = server.newDatabase(context.getRequiredTestClass().getSimpleName());
    return context
        .getStore(OURS)
        .computeIfAbsent(database, name -> new FilledStore(server.uri(), name), FilledStore.class);
  }

  /** The store, closed by JUnit at the end of all tests. */
  static final class StoreProcess implements AutoCloseable {
    private final StoreFixture server = StoreFixture.start(Path.of("target", "store"));

    @Override
    public void close() {
      server.close();
    }
  }
}
