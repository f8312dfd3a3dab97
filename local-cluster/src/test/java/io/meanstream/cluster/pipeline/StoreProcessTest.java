package io.meanstream.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.cluster.Store;
import io.meanstream.cluster.StoreSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever waits for a store must learn that its data cannot be written. */
class StoreProcessTest {

  private static final int UNUSED_PORT = 1;
  private static final StoreSource MONGOD = new StoreSource.Mongod(Path.of("/bin/false"));

  @TempDir Path temp;
  private Path belowAFile;

  @BeforeEach
  void makeAFile() throws IOException {
    belowAFile = Files.createFile(temp.resolve("file")).resolve("store");
  }

  @Test
  void aStoreWithoutAFolderFailsTheWait() {
    StoreProcess process = new StoreProcess(MONGOD, belowAFile, UNUSED_PORT);

    assertThatThrownBy(process::launch).isInstanceOf(UncheckedIOException.class);

    assertThat(process.first()).isCompletedExceptionally();
  }

  @Test
  void aMemberWithoutAFolderFailsTheWait() {
    CompletableFuture<Store> store = new CompletableFuture<>();
    MongodProcess process =
        new MongodProcess(
            MONGOD.set(belowAFile, List.of(UNUSED_PORT)).orElseThrow(), 1, belowAFile, store);

    assertThatThrownBy(process::launch).isInstanceOf(UncheckedIOException.class);

    assertThat(store).isCompletedExceptionally();
  }
}
