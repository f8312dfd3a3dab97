package io.meanstream.ingest.landing;

import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.StateFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Uploaded files, each in its own folder. They are kept, because ingestions are retried and
 * replayed from them; their total size is limited. Thread-safe; blocks.
 */
@ApplicationScoped
public class Uploads {

  private static final int BUFFER = 64 * 1024;

  private final Path folder;
  private final long limit;
  private final IngestionIds ids;

  /** The bytes of all files, with those that are being uploaded. */
  private final AtomicLong used = new AtomicLong();

  private int running;

  Uploads(StateFolder state, IngestorConfig config, IngestionIds ids) {
    this.folder = state.of("uploads");
    this.limit = config.ingestor().uploadBytes().asLongValue();
    this.ids = ids;
  }

  /** There is no space for a file. */
  public static final class FullException extends IOException {

    private static final long serialVersionUID = 1L;

    private FullException(Path folder, long limit) {
      super(
          ("uploads would exceed their total limit of %d bytes (meanstream.ingestor.upload-bytes); delete folders"
                  + " in %s that are no longer needed")
              .formatted(limit, folder));
    }
  }

  /**
   * Stores a file, completely or not at all.
   *
   * @param name a file name without a folder
   * @throws FullException if there is no space for it
   */
  public Path store(String name, InputStream body) throws IOException {
    Path own = folder.resolve(ids.next());
    begin();
    try {
      Files.createDirectories(own);
      Path file = own.resolve(name);
      try (OutputStream out = Files.newOutputStream(file)) {
        copy(body, out);
      }
      return file;
    } catch (IOException e) {
      Folders.deleteIfExists(own);
      throw e;
    } finally {
      end();
    }
  }

  /** While nothing is uploaded, the disk tells what is used: files are deleted by hand. */
  private synchronized void begin() throws IOException {
    if (running == 0) {
      used.set(bytes());
    }
    running++;
  }

  private synchronized void end() {
    running--;
  }

  private void copy(InputStream body, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long written = 0;
    boolean isComplete = false;
    try {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        written += read;
        if (used.addAndGet(read) > limit) {
          throw new FullException(folder, limit);
        }
        out.write(buffer, 0, read);
      }
      isComplete = true;
    } finally {
      if (!isComplete) {
        used.addAndGet(-written);
      }
    }
  }

  /** The total size of all files on disk. */
  private long bytes() throws IOException {
    long bytes = 0;
    for (Path own : Folders.in(folder)) {
      for (Path file : Folders.in(own)) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
