package io.meanstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreSourceTest {
  @TempDir Path folder;

  @Test
  void theUriHasPriority() throws Exception {
    Path mongod = FakeMongod.install(folder);
    var environment =
        Map.of(
            "MEANSTREAM_MONGODB_URI",
            "mongodb://db.example:27017",
            "MEANSTREAM_MONGOD",
            mongod.toString());

    assertThat(StoreSource.of(environment, true))
        .isEqualTo(new StoreSource.Given("mongodb://db.example:27017"));
  }

  @ParameterizedTest
  @CsvSource({
    "mongodb://db.example:27017, ",
    "mongodb://db.example:27017/, ",
    "mongodb://db.example/?tls=true, ",
    "mongodb://db.example/rides, rides",
    "mongodb+srv://u:p@db.example/rides?replicaSet=rs0&ssl=true, rides",
    "'mongodb://a:1,b:2/city_bikes?w=majority', city_bikes",
  })
  void theUriMayNameTheDatabase(String uri, String database) {
    assertThat(new StoreSource.Given(uri).database()).isEqualTo(Optional.ofNullable(database));
  }

  @Test
  void findsMongodByVariableOrPath() throws Exception {
    Path mongod = FakeMongod.install(folder);

    assertThat(StoreSource.of(Map.of("MEANSTREAM_MONGOD", mongod.toString()), false))
        .isEqualTo(new StoreSource.Mongod(mongod));
    assertThat(StoreSource.of(Map.of("PATH", "/no/such:" + folder), false))
        .isEqualTo(new StoreSource.Mongod(mongod));
  }

  @Test
  void fallsBackToMemory() {
    assertThat(StoreSource.of(Map.of("PATH", "/no/such"), false))
        .isEqualTo(new StoreSource.InMemory());
    assertThat(StoreSource.of(Map.of("PATH", "/no/such"), true))
        .isEqualTo(new StoreSource.Download());
  }

  @Test
  void refusesAMongodThatIsNotExecutable() {
    assertThatThrownBy(() -> StoreSource.of(Map.of("MEANSTREAM_MONGOD", "/no/such"), false))
        .isInstanceOf(StartException.class)
        .hasMessage("MEANSTREAM_MONGOD: /no/such is not an executable file");
  }

  @Test
  void describesAGivenStoreWithoutItsPassword() {
    Store store = Store.at("mongodb://user:secret@db.example:27017/?tls=true");

    assertThat(store.description()).isEqualTo("MongoDB at mongodb://db.example:27017/?tls=true");
    assertThat(store.uri()).contains("secret");
    assertThat(store.child()).isEmpty();
  }

  @Test
  void initiatesAReplicaSetOnEveryPort() throws Exception {
    // Given
    StoreSource source = new StoreSource.Mongod(FakeMongod.install(folder));
    int first = Ports.free();
    int second = Ports.free();

    // When, then
    for (int port : new int[] {first, second}) {
      try (Store store = source.start(folder, port)) {
        assertThat(store.uri()).isEqualTo("mongodb://127.0.0.1:%d/?replicaSet=meanstream", port);
        assertThat(store.description()).isEqualTo("MongoDB, run from %s", folder.resolve("mongod"));
        assertThat(folder.resolve("mongod-data/members"))
            .hasContent("meanstream 127.0.0.1:" + port);
      }
    }
  }

  @Test
  void threeMembersFormOneReplicaSetOnTheirPorts() throws Exception {
    // Given
    StoreSource source = new StoreSource.Mongod(FakeMongod.install(folder));

    // When, then
    for (int run = 1; run <= 2; run++) {
      List<Integer> ports = List.of(Ports.free(), Ports.free(), Ports.free());
      MongodSet set = source.set(folder, ports).orElseThrow();
      try (Child first = set.launch(1);
          Child second = set.launch(2);
          Child third = set.launch(3)) {
        set.awaitReady(1, first);
        set.awaitReady(2, second);
        set.awaitReady(3, third);

        String hosts = "127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d".formatted(ports.toArray());
        assertThat(folder.resolve("store-1-data/members"))
            .hasContent("meanstream " + hosts.replace(',', ' '));
        assertThat(set.store().uri()).isEqualTo("mongodb://" + hosts + "/?replicaSet=meanstream");
        assertThat(set.store().description())
            .isEqualTo("MongoDB as a replica set of 3, run from %s", folder.resolve("mongod"));
      }
    }
  }

  @Test
  void onlyMongodRunsAsASet() {
    assertThat(new StoreSource.InMemory().set(folder, List.of(1, 2, 3))).isEmpty();
    assertThat(new StoreSource.Given("mongodb://db.example").set(folder, List.of(1, 2, 3)))
        .isEmpty();
  }

  @Test
  void aFailedDownloadDoesNotShowTheEnvironment() {
    // Given: an unreachable proxy stands for a missing network
    String[] offline = {
      "-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=" + Ports.free(), "-Duser.home=" + folder
    };

    // When, then
    assertThatThrownBy(() -> MongodDownload.fetch(folder, offline))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("cannot download mongod: ")
        .hasMessageContaining("download failed: java.net.");
    assertThat(folder.resolve("store-download.log")).content().doesNotContain("PATH=");
  }

  @Test
  void showsWhyMongodCannotStart() throws Exception {
    Path broken = folder.resolve("broken");
    Files.writeString(broken, "#!/bin/sh\necho no space left\nexit 14\n");
    assertThat(broken.toFile().setExecutable(true)).isTrue();

    assertThatThrownBy(() -> new StoreSource.Mongod(broken).start(folder, Ports.free()))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("store ended with code 14, see ")
        .hasMessageEndingWith("no space left");
  }
}
