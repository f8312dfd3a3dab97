package io.meanstream.launch.averages;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.catalog.Dataset;
import io.meanstream.launch.show.Format;
import java.io.PrintStream;
import java.util.function.Consumer;

/** Prints pages of averages as they come, so that their number does not matter. */
public interface AveragesWriter extends Consumer<JsonNode>, AutoCloseable {

  /** Prints what belongs below the last page. */
  @Override
  void close();

  /** A writer of this format. */
  static AveragesWriter of(Format format, Dataset dataset, PrintStream out) {
    return switch (format) {
      case TABLE -> new AveragesTable(dataset, out);
      case CSV -> new AveragesCsv(dataset, out);
      case JSON -> new AveragesJson(out);
    };
  }
}
