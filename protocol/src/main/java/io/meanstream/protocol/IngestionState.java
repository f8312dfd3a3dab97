package io.meanstream.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where an ingestion is on its way {@code queued → hashing → reading → one of the others}. */
public enum IngestionState {
  /** Waits for the sources of its dataset that were asked for before it. */
  QUEUED,
  /** Its source is read to find its hash and to count its rows. */
  HASHING,
  /** Its rows go to Kafka. */
  READING,
  /** All of its rows are there. */
  DONE,
  /** Its source had been read before; nothing was done. */
  KNOWN,
  /** Its source cannot be used, or only the rows that are there already. */
  FAILED,
  /** Somebody ended it. */
  CANCELLED;

  /** The name in records, documents and answers, in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of this name. */
  public static Optional<IngestionState> of(String id) {
    return Arrays.stream(values()).filter(state -> state.id().equals(id)).findFirst();
  }

  /** The names of all. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(IngestionState::id).toList();
  }

  /** Whether nothing follows. */
  public boolean isEnded() {
    return compareTo(READING) > 0;
  }
}
