package io.meanstream.schedule;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.meanstream.schedule.store.StoreDatabase;
import io.meanstream.testing.store.StoreFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A store for tests without the service. Each test gets its own database. */
public final class LocalStore implements ParameterResolver {

  /** A database, through the service's class and the driver. */
  public record Database(StoreDatabase ours, MongoDatabase database) {}

  private record Running(StoreFixture server, MongoClient client) implements AutoCloseable {
    @Override
    public void close() {
      client.close();
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Database.class;
  }

  @Override
  public Database resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(LocalStore.class))
            .computeIfAbsent(Running.class, key -> start(), Running.class);
    String name = running.server.newDatabase(context.getRequiredTestClass().getSimpleName());
    return new Database(new StoreDatabase(running.client, name), running.client.getDatabase(name));
  }

  private static Running start() {
    StoreFixture server = StoreFixture.start(Path.of("target", "local-store"));
    return new Running(server, MongoClients.create(server.uri()));
  }
}
