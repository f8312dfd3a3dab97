package io.meanstream.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The state of an ingestion: {@code queued → hashing → reading → one of the others}. */
public enum IngestionState {
  /** It waits for earlier sources of its dataset. */
  QUEUED,
  /** Its source is being hashed and its rows counted. */
  HASHING,
  /** Its rows are being sent to Kafka. */
  READING,
  /** All of its rows are in Kafka. */
  DONE,
  /** Its source was ingested before, so nothing was done. */
  KNOWN,
  /** It failed; rows that are already in Kafka stay there. */
  FAILED,
  /** Someone cancelled it. */
  CANCELLED;

  /** The name in records, documents and responses, in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state with this name. */
  public static Optional<IngestionState> of(String id) {
    return Arrays.stream(values()).filter(state -> state.id().equals(id)).findFirst();
  }

  /** The names of all. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(IngestionState::id).toList();
  }

  /** Whether the state is final. */
  public boolean isEnded() {
    return compareTo(READING) > 0;
  }
}
