package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.testing.store.StoreFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code --health} tells a container whether its service is ready. */
class HealthIT {

  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path folder;

  @Test
  void theExitCodeTellsWhetherTheServiceIsReady() {
    StoreFixture store = StoreFixture.start(folder);
    PackagedService service = statsApi(store);

    assertThat(service.checkHealth()).as("not started").isEqualTo(1);

    service.start().awaitReady();
    assertThat(service.checkHealth()).as("ready").isZero();

    store.close();
    assertThat(service.checkHealth()).as("without its store").isEqualTo(1);
    assertThat(service.isAlive()).isTrue();
  }

  private PackagedService statsApi(StoreFixture store) {
    return services.add(
        "stats-api",
        "128m",
        Map.of(
            "QUARKUS_MONGODB_CONNECTION_STRING", store.uri(),
            "QUARKUS_MONGODB_DATABASE", store.newDatabase("health"),
            "MEANSTREAM_READY_TIMEOUT", "7s",
            "MEANSTREAM_DATASETS", Meanstream.ROOT.resolve("datasets").toString()));
  }
}
