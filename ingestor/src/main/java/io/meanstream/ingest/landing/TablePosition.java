package io.meanstream.ingest.landing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The position of a table feed after a page.
 *
 * @param feed the table and the columns that order it
 * @param sequence how many pages the dataset's feeds have landed
 * @param epoch the server and its timeline, between which transaction ids are not comparable
 * @param after the values of the last row: of the column that orders the table, then of the columns
 *     that identify a row
 */
@RegisterForReflection
public record TablePosition(String feed, long sequence, String epoch, List<String> after)
    implements FeedPosition {

  public TablePosition {
    after = List.copyOf(after);
  }

  @Override
  public String shown() {
    return String.join(", ", after);
  }
}
