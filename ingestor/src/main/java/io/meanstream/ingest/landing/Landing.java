package io.meanstream.ingest.landing;

import io.meanstream.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The landed batches of records. A batch is there completely or not at all, together with its
 * position, and if two have the same name, the first one stays. Thread-safe; blocks. Every method
 * may throw a {@link LandingUnavailableException}.
 */
public interface Landing {

  /** The prefix of the names of a feed's pages, which ascend. */
  String PAGE = "page-";

  /** Makes it usable; must return before any method that reads or lands batches is called. */
  void prepare() throws IOException;

  /**
   * Creates a place for arriving records.
   *
   * @param suffix of their file's name, which tells their format
   * @throws LandingFullException if the limit on stored records is reached
   */
  Arrival open(String suffix) throws IOException;

  /**
   * Lands records under a name; returns once they are safe.
   *
   * @param position the position of the feed that they come from, if any
   * @return the batch, or the existing one with this name
   * @throws LandingUnavailableException if they may not have landed; see {@link #late}
   */
  LandedBatch land(Arrival arrival, String dataset, String name, Optional<FeedPosition> position)
      throws IOException;

  /**
   * Batches that landed although {@link #land} threw, in the order in which they arrived; each is
   * returned once. Those about which the database cannot be asked now are returned later.
   */
  List<LandedBatch> late() throws IOException;

  /** The batch with this name. */
  Optional<LandedBatch> find(String dataset, String name) throws IOException;

  /** The last page of a dataset's feed. */
  Optional<LandedBatch> lastPage(String dataset) throws IOException;

  /** All batches, in the order in which they arrived. */
  List<LandedBatch> all() throws IOException;

  /**
   * Makes the file of a batch readable. Does nothing for other sources, and if the batch was
   * removed.
   */
  void provide(SourceFile source) throws IOException;

  /** Undoes {@link #provide}. */
  void release(SourceFile source) throws IOException;

  /** Removes a batch. */
  void remove(LandedBatch batch) throws IOException;

  /** The total size of the stored records, in bytes. */
  long bytes();

  /**
   * Whether a source is a page of a table, and a later page has landed, which may have newer
   * versions of its rows.
   */
  default boolean isOutdated(String dataset, SourceFile source) throws IOException {
    Path folder = source.file().getParent();
    if (folder == null) {
      return false;
    }
    Optional<LandedBatch> page =
        find(dataset, folder.getFileName().toString())
            .filter(batch -> batch.source().file().equals(source.file()))
            .filter(
                batch ->
                    batch
                        .manifest()
                        .position()
                        .filter(TablePosition.class::isInstance)
                        .isPresent());
    return page.isPresent()
        && lastPage(dataset).filter(last -> !last.name().equals(page.get().name())).isPresent();
  }
}
