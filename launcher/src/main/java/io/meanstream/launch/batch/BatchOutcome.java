package io.meanstream.launch.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Format;

/** The result of one or more runs of the batch. */
public sealed interface BatchOutcome permits BatchResult, VerifyResult {

  /** All of it: one entry for each dataset. */
  JsonNode document();

  /** A short summary for people. */
  String summary();

  /** Whether no differences were found. */
  boolean isGood();

  /** Prints it. */
  void print(Format format, Console console);
}
