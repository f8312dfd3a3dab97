package io.meanstream.ingest.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.JsonLines;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.RecordReader;
import io.meanstream.source.SourceException;
import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Optional;

/**
 * A page that was downloaded completely.
 *
 * @param records the number of its records
 * @param header the relevant response headers, by name
 */
record Page(Arrival arrival, long records, Headers header) implements Closeable {

  private static final JsonFactory JSON = new JsonFactory();

  /** What a response says besides its body. */
  record Headers(Optional<String> link, Optional<String> etag, Optional<String> lastModified) {}

  /**
   * Reads a page to its end, so that only complete ones land.
   *
   * @throws SourceException if it violates the dataset's format, or has no place for records
   */
  static Page check(Dataset dataset, Arrival arrival, Headers header) throws SourceException {
    SourceFile file =
        new SourceFile(arrival.file().getFileName().toString(), arrival.file(), Optional.empty());
    ReadOptions options = ReadOptions.of(dataset, TextOptions.DEFINED, UnpackLimits.STANDARD);
    long records = 0;
    try (RecordReader reader = file.records(options, false)) {
      while (reader.next()) {
        records++;
      }
    } catch (IOException e) {
      throw new SourceException("the page", e.getMessage());
    }
    return new Page(arrival, records, header);
  }

  /** The text or number at a pointer; empty if there is none, or an empty text. */
  Optional<String> textAt(String pointer) throws IOException {
    try (JsonParser json =
        new FilteringParserDelegate(
            JSON.createParser(arrival.file().toFile()),
            new JsonPointerBasedFilter(JsonPointer.compile(pointer)),
            Inclusion.ONLY_INCLUDE_ALL,
            false)) {
      JsonToken token = json.nextToken();
      boolean isValue =
          token == JsonToken.VALUE_STRING
              || token == JsonToken.VALUE_NUMBER_INT
              || token == JsonToken.VALUE_NUMBER_FLOAT;
      return isValue ? Optional.of(json.getText()).filter(it -> !it.isEmpty()) : Optional.empty();
    }
  }

  /** Copies the records of a JSON page, a line each. */
  void copyRecords(String pointer, OutputStream out) throws IOException {
    try (InputStream page = Files.newInputStream(arrival.file())) {
      JsonLines.copyRecords(page, pointer, out);
    }
  }

  @Override
  public void close() throws IOException {
    arrival.close();
  }
}
