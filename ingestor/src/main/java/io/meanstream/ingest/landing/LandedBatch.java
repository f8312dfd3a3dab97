package io.meanstream.ingest.landing;

import io.meanstream.source.SourceFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Records that arrived together and are safe on disk.
 *
 * @param name unique in its dataset
 * @param folder with the records
 */
public record LandedBatch(String dataset, String name, Path folder, BatchManifest manifest) {

  /** The id of the ingestion that reads them, now or later. */
  public String ingestion() {
    return manifest.ingestion();
  }

  /** The file with the records. */
  public boolean isEmpty() {
    return manifest.bytes() == 0;
  }

  /** The file of the records. */
  public SourceFile source() {
    String file = manifest.file();
    return new SourceFile(file, folder.resolve(file), Optional.empty());
  }
}
