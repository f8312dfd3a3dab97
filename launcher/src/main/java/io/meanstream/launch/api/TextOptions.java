package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How a user says that files write their text; what is not said is as the dataset's definition has
 * it. The ingestor knows which names are right.
 *
 * @param delimiter a character or {@code tab}
 */
public record TextOptions(Optional<String> charset, Optional<String> delimiter) {

  /** All is as the definition has it. */
  public static final TextOptions DEFINED = new TextOptions(Optional.empty(), Optional.empty());

  ObjectNode into(ObjectNode request) {
    charset.ifPresent(name -> request.put("charset", name));
    delimiter.ifPresent(name -> request.put("delimiter", name));
    return request;
  }
}
