package io.meanstream.ingest.landing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.state.DurableFiles;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.StateFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The landed batches of records. Each is a folder with the records and their manifest, written
 * elsewhere and then moved into place. So a batch is there completely or not at all, and if two
 * have the same name, the first one stays. Thread-safe; blocks.
 */
@ApplicationScoped
public class Landing {

  /** How the names of a feed's pages begin; they ascend. */
  public static final String PAGE = "page-";

  private static final String MANIFEST = "batch.json";

  private final Path batches;
  private final Path arrivals;
  private final long limit;
  private final ObjectMapper json;
  private final IngestionIds ids;
  private final Clock clock;
  private final AtomicLong kept = new AtomicLong();

  Landing(
      StateFolder state, IngestorConfig config, ObjectMapper json, IngestionIds ids, Clock clock) {
    this.batches = state.of("landing");
    this.arrivals = state.of("arriving");
    this.limit = config.ingestor().landingBytes().asLongValue();
    this.json = json;
    this.ids = ids;
    this.clock = clock;
    removeUnfinished();
    all().forEach(batch -> kept.addAndGet(batch.manifest().bytes()));
  }

  private void removeUnfinished() {
    try {
      Folders.deleteIfExists(arrivals);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove what has not landed in " + arrivals, e);
    }
  }

  /**
   * Creates a place for arriving records.
   *
   * @param suffix of their file's name, which tells their format
   * @throws LandingFullException if the limit on stored records is reached
   */
  public Arrival open(String suffix) throws IOException {
    if (kept.get() >= limit) {
      throw new LandingFullException(limit);
    }
    Path folder = arrivals.resolve(UUID.randomUUID().toString());
    // the ingestion's id makes the file's name unique
    return Arrival.open(folder, ids.next() + suffix);
  }

  /**
   * Lands records under a name; returns once they are safe on disk.
   *
   * @param position the position of the feed that they come from, if any
   * @return the batch, or the existing one with this name
   */
  public LandedBatch land(
      Arrival arrival, String dataset, String name, Optional<FeedPosition> position)
      throws IOException {
    BatchManifest manifest =
        new BatchManifest(
            arrival.ingestion(),
            arrival.file().getFileName().toString(),
            Files.size(arrival.file()),
            arrival.hash(),
            clock.instant(),
            position);
    Path folder = folder(dataset, name);
    DurableFiles.createFolder(batches);
    DurableFiles.createFolder(folder.getParent());
    try {
      DurableFiles.move(arrival.sealed(MANIFEST, json.writeValueAsBytes(manifest)), folder);
    } catch (FileSystemException e) {
      return find(dataset, name).orElseThrow(() -> e);
    }
    kept.addAndGet(manifest.bytes());
    return new LandedBatch(dataset, name, folder, manifest);
  }

  /** The batch with this name. */
  public Optional<LandedBatch> find(String dataset, String name) throws IOException {
    Path folder = folder(dataset, name);
    return Files.exists(folder) ? Optional.of(read(dataset, folder)) : Optional.empty();
  }

  /** The last page of a dataset's feed. */
  public Optional<LandedBatch> lastPage(String dataset) throws IOException {
    List<Path> folders =
        Folders.in(batches.resolve(dataset)).stream()
            .filter(folder -> folder.getFileName().toString().startsWith(PAGE))
            .toList();
    return folders.isEmpty()
        ? Optional.empty()
        : Optional.of(read(dataset, folders.get(folders.size() - 1)));
  }

  /**
   * Whether a file is a page of a table, and a later one has landed: that one may have newer
   * versions of its rows.
   */
  public boolean isOutdated(String dataset, Path file) throws IOException {
    Path folder = file.getParent();
    if (!batches.resolve(dataset).equals(folder.getParent()) || Files.notExists(folder)) {
      return false;
    }
    LandedBatch page = read(dataset, folder);
    return page.manifest().position().filter(TablePosition.class::isInstance).isPresent()
        && lastPage(dataset).filter(last -> !last.name().equals(page.name())).isPresent();
  }

  /** Removes a batch. Moves it away first, in one step, so that half a batch is never visible. */
  void remove(LandedBatch batch) throws IOException {
    Files.createDirectories(arrivals);
    Path aside = arrivals.resolve(UUID.randomUUID().toString());
    DurableFiles.move(batch.folder(), aside);
    kept.addAndGet(-batch.manifest().bytes());
    Folders.deleteIfExists(aside);
  }

  /** The total size of the stored records, in bytes. */
  public long bytes() {
    return kept.get();
  }

  /** All batches, in the order in which they arrived. */
  public List<LandedBatch> all() {
    List<LandedBatch> all = new ArrayList<>();
    try {
      for (Path dataset : Folders.in(batches)) {
        for (Path folder : Folders.in(dataset)) {
          all.add(read(dataset.getFileName().toString(), folder));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the landed batches in " + batches, e);
    }
    all.sort(Comparator.comparing(LandedBatch::ingestion));
    return all;
  }

  private Path folder(String dataset, String name) {
    return batches.resolve(dataset).resolve(name);
  }

  private LandedBatch read(String dataset, Path folder) throws IOException {
    BatchManifest manifest =
        json.readValue(Files.readAllBytes(folder.resolve(MANIFEST)), BatchManifest.class);
    return new LandedBatch(dataset, folder.getFileName().toString(), folder, manifest);
  }
}
