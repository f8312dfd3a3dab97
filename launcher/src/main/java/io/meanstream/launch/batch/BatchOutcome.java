package io.meanstream.launch.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Format;

/** What the batch prints in the end. */
public sealed interface BatchOutcome permits BatchResult, VerifyResult {

  /** All of it: one entry for each dataset. */
  JsonNode document();

  /** It in a few words. */
  String summary();

  /** Whether nothing was found that should not be. */
  boolean isGood();

  /** Prints it. */
  void print(Format format, Console console);
}
