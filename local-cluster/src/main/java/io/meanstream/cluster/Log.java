package io.meanstream.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A child's log file from the start of its current run. Earlier runs are skipped. */
record Log(Path file, long begin) {
  private static final int TAIL_BYTES = 16 * 1024;

  /** Creates the folder, and the file if it is missing. */
  static Log appendTo(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return new Log(file, Files.exists(file) ? Files.size(file) : 0);
  }

  /** The first complete line that contains the marker. */
  Optional<String> find(String marker) {
    String text = read(begin);
    int whole = text.lastIndexOf('\n');
    return text.substring(0, whole + 1).lines().filter(line -> line.contains(marker)).findFirst();
  }

  /** At most this many lines from the end; none if the file was removed. */
  List<String> lastLines(int count) {
    if (Files.notExists(file)) {
      return List.of();
    }
    List<String> lines = read(Math.max(begin, size() - TAIL_BYTES)).lines().toList();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private String read(long from) {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
