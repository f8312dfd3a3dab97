package io.meanstream.ingest.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.TestIngestorConfig;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.StateFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limit of 100 bytes on uploads that overlap. */
class UploadsTest {

  @TempDir Path folder;

  private Uploads uploads;

  @BeforeEach
  void uploads() {
    IngestorConfig config =
        TestIngestorConfig.of(
            Map.of(
                "meanstream.ingestor.state",
                folder.toString(),
                "meanstream.ingestor.upload-bytes",
                "100"));
    uploads =
        new Uploads(
            new StateFolder(config, Owner.start("test")),
            config,
            new IngestionIds(Clock.systemUTC()));
  }

  @Test
  void theBytesOfARunningUploadCountOnce() throws IOException {
    // When one begins after 40 bytes of another
    Path outer = uploads.store("outer", body(bytes(40), upload(60)));

    // Then
    assertThat(outer).hasSize(40);
    assertThat(outer.getParent().getParent()).isDirectoryRecursivelyContaining("glob:**/inner");
  }

  @Test
  void anUploadCountsThoseThatBeganLaterAndHaveEnded() throws IOException {
    // When
    assertThatThrownBy(() -> uploads.store("outer", body(bytes(10), upload(60), bytes(31))))
        .isInstanceOf(Uploads.FullException.class);

    // Then only the one that fitted has its bytes
    Path fits = uploads.store("fits", bytes(40));
    assertThatThrownBy(() -> uploads.store("more", bytes(1)))
        .isInstanceOf(Uploads.FullException.class);
    Files.delete(fits);
    uploads.store("again", bytes(40));
  }

  private static InputStream bytes(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }

  /** An upload that takes place when all bytes before it were read. */
  private InputStream upload(int count) {
    return new InputStream() {

      private boolean isDone;

      @Override
      public int read() throws IOException {
        if (!isDone) {
          isDone = true;
          uploads.store("inner", bytes(count));
        }
        return -1;
      }
    };
  }

  private static InputStream body(InputStream... parts) {
    return new SequenceInputStream(Collections.enumeration(List.of(parts)));
  }
}
