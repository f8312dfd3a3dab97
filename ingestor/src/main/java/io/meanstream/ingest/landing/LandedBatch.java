package io.meanstream.ingest.landing;

import io.meanstream.source.SourceFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Records that arrived together and are safe, on disk or in PostgreSQL.
 *
 * @param name unique in its dataset
 * @param folder with the records
 */
public record LandedBatch(String dataset, String name, Path folder, BatchManifest manifest) {

  /** The id of the ingestion that reads them, now or later. */
  public String ingestion() {
    return manifest.ingestion();
  }

  /** Whether it has no records: only the position of its feed has moved. */
  public boolean isEmpty() {
    return manifest.bytes() == 0;
  }

  /** Whether it is a page of an API, which may have gone back to bytes that were read before. */
  public boolean mayRevert() {
    return manifest.position().filter(PagePosition.class::isInstance).isPresent();
  }

  /** The file of the records. */
  public SourceFile source() {
    String file = manifest.file();
    return new SourceFile(file, folder.resolve(file), Optional.empty());
  }
}
