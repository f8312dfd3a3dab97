package io.meanstream.ingest.landing;

import io.meanstream.catalog.value.Sha256;
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

  private static final String KEYED = "key-";

  /** The id of the ingestion that reads them, now or later. */
  public String ingestion() {
    return manifest.ingestion();
  }

  /** Whether it has no records: only the position of its feed has moved. */
  public boolean isEmpty() {
    return manifest.bytes() == 0;
  }

  /** The name of the batch that was pushed with an idempotency key. */
  public static String pushedWith(String key) {
    return KEYED + Sha256.hex(key);
  }

  /**
   * Whether it counts again if its bytes were read before: a page of an API may have gone back to
   * earlier bytes, and a push with a key of its own sets records back to earlier values.
   */
  public boolean mayRevert() {
    return name.startsWith(KEYED)
        || manifest.position().filter(PagePosition.class::isInstance).isPresent();
  }

  /** The file of the records. */
  public SourceFile source() {
    String file = manifest.file();
    return new SourceFile(file, folder.resolve(file), Optional.empty());
  }
}
