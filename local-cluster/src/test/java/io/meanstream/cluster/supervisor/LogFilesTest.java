package io.meanstream.cluster.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

  @TempDir Path folder;

  @Test
  void replacesInvalidUtf8() throws IOException {
    // Given
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.writeBytes("Z\u00fcrich\n".getBytes(StandardCharsets.UTF_8));
    log.writeBytes(new byte[] {'K', (byte) 0xF6, 'l', 'n', '\n'});
    log.writeBytes("end\n".getBytes(StandardCharsets.US_ASCII));
    Path file = Files.write(folder.resolve("ingestor.log"), log.toByteArray());

    // When, Then
    assertThat(LogFiles.last(file, 50)).containsExactly("Z\u00fcrich", "K\ufffdln", "end");
  }

  @Test
  void showsTheLastLines() throws IOException {
    Path file = Files.writeString(folder.resolve("ingestor.log"), "1\n2\n3\n4");

    assertThat(LogFiles.last(file, 2)).containsExactly("3", "4");
  }
}
