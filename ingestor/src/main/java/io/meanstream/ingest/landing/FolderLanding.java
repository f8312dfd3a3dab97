package io.meanstream.ingest.landing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.ingest.state.DurableFiles;
import io.meanstream.source.SourceFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lands batches in the state folder. Each is a folder with the records and their manifest, written
 * elsewhere and then moved into place.
 */
final class FolderLanding implements Landing {

  private static final String MANIFEST = "batch.json";

  private final Path batches;
  private final Arrivals arrivals;
  private final ObjectMapper json;
  private final Clock clock;

  /**
   * Creates a landing.
   *
   * @param batches the folder of the batches
   */
  FolderLanding(Path batches, Arrivals arrivals, ObjectMapper json, Clock clock) {
    this.batches = batches;
    this.arrivals = arrivals;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void prepare() throws IOException {
    for (LandedBatch batch : all()) {
      arrivals.count(batch.manifest().bytes());
    }
  }

  @Override
  public Arrival open(String suffix) throws IOException {
    return arrivals.open(suffix);
  }

  @Override
  public LandedBatch land(
      Arrival arrival, String dataset, String name, Optional<FeedPosition> position)
      throws IOException {
    BatchManifest manifest = BatchManifest.of(arrival, clock.instant(), position);
    Path folder = folder(dataset, name);
    DurableFiles.createFolder(batches);
    DurableFiles.createFolder(folder.getParent());
    try {
      DurableFiles.move(arrival.sealed(MANIFEST, json.writeValueAsBytes(manifest)), folder);
    } catch (FileSystemException e) {
      return find(dataset, name).orElseThrow(() -> e);
    }
    arrivals.count(manifest.bytes());
    return new LandedBatch(dataset, name, folder, manifest);
  }

  @Override
  public List<LandedBatch> late() {
    // a folder is moved into place or it is not
    return List.of();
  }

  @Override
  public Optional<LandedBatch> find(String dataset, String name) throws IOException {
    Path folder = folder(dataset, name);
    return Files.exists(folder.resolve(MANIFEST))
        ? Optional.of(read(dataset, folder))
        : Optional.empty();
  }

  @Override
  public Optional<LandedBatch> lastPage(String dataset) throws IOException {
    List<Path> folders =
        Folders.in(batches.resolve(dataset)).stream()
            .filter(folder -> folder.getFileName().toString().startsWith(PAGE))
            .toList();
    return folders.isEmpty()
        ? Optional.empty()
        : Optional.of(read(dataset, folders.get(folders.size() - 1)));
  }

  @Override
  public void provide(SourceFile source) {
    // it is a file already
  }

  @Override
  public void release(SourceFile source) {
    // it stays
  }

  /** Moves the batch away first, in one step, so that half a batch is never visible. */
  @Override
  public void remove(LandedBatch batch) throws IOException {
    Path aside = arrivals.unused();
    DurableFiles.move(batch.folder(), aside);
    arrivals.count(-batch.manifest().bytes());
    Folders.deleteIfExists(aside);
  }

  @Override
  public long bytes() {
    return arrivals.landed();
  }

  @Override
  public List<LandedBatch> all() throws IOException {
    List<LandedBatch> all = new ArrayList<>();
    for (Path dataset : Folders.in(batches)) {
      for (Path folder : Folders.in(dataset)) {
        find(dataset.getFileName().toString(), folder.getFileName().toString()).ifPresent(all::add);
      }
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
